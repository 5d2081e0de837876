import type { Detector } from "../detector.ts";

/** A UUID is a program's own, unless its label says that it stands for a patient. */
export const patientIds: readonly Detector[] = [
  {
    id: "patient_uuid",
    type: "MRN",
    title: "UUID under a patient's id: patientId=f81d4fae-7dec-11d0-a765-00a0c91e6bf6",
    evidence: "label",
    source: "45 CFR 164.514(b)(2)(i)(H), (R)",
    pattern:
      "(?i:patient[ _.-]?(?:id|guid|uuid|key|ref))[\"'\\\\]{0,2} ?[:=] ?[\"'\\\\]{0,2}([A-Fa-f]{0,7}[0-9][0-9A-Fa-f]{0,7}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{12})\\b",
    cue: "label",
    check: (value) => /^.{8}-/.test(value) && !/^[0-]+$/.test(value),
    hits: [
      ["patientId: f81d4fae-7dec-11d0-a765-00a0c91e6bf6, x", "f81d4fae-7dec-11d0-a765-00a0c91e6bf6"],
      ['"patient_id":"249535ed-aecf-449a-ae5c-7e14c59af2ff"', "249535ed-aecf-449a-ae5c-7e14c59af2ff"],
      ['"patient_guid":"7c1e9f0a-4418-4b2e-9d77-20f1a8c3e514"', "7c1e9f0a-4418-4b2e-9d77-20f1a8c3e514"],
      ["patient.id = 0A4D11C2-7DEC-41D0-A765-00A0C91E6BF6", "0A4D11C2-7DEC-41D0-A765-00A0C91E6BF6"],
    ],
    misses: [
      ["request_id=249535ed-aecf-449a-ae5c-7e14c59af2ff", "a request's"],
      ["patient_id=00000000-0000-0000-0000-000000000000", "nobody's"],
    ],
  },
  {
    id: "patient_object_id",
    type: "MRN",
    title: "Id of a patient in an object that a program prints: Patient{id=88120, #<Patient id: 77120",
    evidence: "key",
    source: "45 CFR 164.514(b)(2)(i)(H), (R)",
    pattern:
      "\\b(?:Patient|Member|Subscriber|Resident|Insured)(?:Dto|DTO|Entity|Record|Model|Info|Details|Summary|Proto)?[ \\[({<]{1,2}id ?[=:] ?[\"']?([A-Za-z]{0,4}-?[0-9][A-Za-z0-9-]{2,20})\\b",
    cue: "record",
    // Beside a record number it is the row's own key.
    check: (value, { after }) => !/^[0-9a-f]{8}-[0-9a-f]{4}-/i.test(value) && !/^["']?, ?["']?(?:mrn|medical_?record)/i.test(after),
    hits: [
      ["Patient{id=88120, firstName='G'", "88120"],
      ['#<Patient id: 77120, name: "R"', "77120"],
      ["MemberDto(id=M-00912, name", "M-00912"],
    ],
    misses: [
      ["Patient{id=null, x", "no number"],
      ["OutPatient{id=88120}", "another word"],
    ],
  },
  {
    id: "fhir_patient_xml",
    type: "MRN",
    title: 'Id of a Patient in FHIR XML: <Patient><id value="8812-f"/>',
    evidence: "key",
    source: "45 CFR 164.514(b)(2)(i)(H); HL7 FHIR R4, Patient",
    pattern: '<(?:Patient|RelatedPerson|Person)(?: [a-z:]{2,12}="[^"<>\\n\\x00]{0,80}"){0,3}>\\s{0,12}<id value="([A-Za-z0-9.-]{1,64})"',
    cue: "record",
    hits: [
      ['<Patient xmlns="http://hl7.org/fhir">\n  <id value="8812-f"/>', "8812-f"],
      ['<Patient><id value="pt-44120"/>', "pt-44120"],
      ['<RelatedPerson><id value="rp7"/>', "rp7"],
    ],
    misses: [
      ['<Medication><id value="med-3"/>', "a drug"],
      ["<Patient><active/>", "no id"],
    ],
  },
  {
    id: "fhir_patient_id_xml",
    type: "MRN",
    title: 'Id of a person\'s resource in FHIR XML: <Patient xmlns="http://hl7.org/fhir"><id value="p7731"/>',
    evidence: "key",
    source: "HL7 FHIR R4, 2.6 Resource",
    pattern: '<(?:Patient|RelatedPerson|Person)(?: [a-zA-Z:]{1,20}="[^"<>\\n\\x00]{0,80}"){0,3}>\\s{0,12}<id value="([A-Za-z0-9.-]{2,64})"',
    cue: "record",
    hits: [
      ['<Patient xmlns="http://hl7.org/fhir"><id value="p7731"/>', "p7731"],
      ['<Patient>\n  <id value="example-12"/>', "example-12"],
      ['<RelatedPerson xmlns="http://hl7.org/fhir"><id value="rp-2"/>', "rp-2"],
    ],
    misses: [
      ['<ValueSet xmlns="http://hl7.org/fhir"><id value="v3-0203"/>', "a list of codes"],
      ['<Patient><active value="true"/>', "no id"],
    ],
  },
];

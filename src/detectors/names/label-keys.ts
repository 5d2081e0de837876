/**
 * What a key or a label says of its value.
 *   person  a name, nothing else: "patient_name", "lastName", "given"
 *   clinical  a name in notes: "Attending Physician", "Signed by", "Mother"
 *   name    perhaps a name: "name", "author", "contact"; the value must be known as one
 *   maker   perhaps who did it: "by=jdoe"; the value must be made of a known name
 *   user    a user id or a name: "user", "login", "created_by"
 */
export type LabelKind = "none" | "person" | "clinical" | "name" | "maker" | "user";

const people =
  "patient|pt|member|subscriber|guarantor|insured|beneficiary|dependent|spouse|wife|husband|mother|mothers|father|parent|guardian|child|baby|provider|physician|doctor|dr|nurse|" +
  "clinician|caregiver|contact|caller|customer|employee|person|author|display|real|attending|surgeon|holder|cardholder|account holder|emergency|kin|nok|billing|recipient|sender|" +
  "applicant|student|owner|subject|participant|client|staff|practitioner|rendering|referring|ordering|operating|prescriber|prescribing|pharmacist|therapist|signer|requester|" +
  "requestor|approver|reviewer|assignee|manager|supervisor|witness|responsible party|policyholder|payee|payer contact|clinic contact|interpreter|proxy|resident|donor|visitor";

/** "first name", "patientName", "name of patient": keys that hold nothing but a person's name. */
const personKeys = new RegExp(
  `(?:^| )(?:first|last|middle|full|given|family|maiden|preferred|legal|sur|nick|fore|birth|former|other|alias|${people}) (?:full |first |last |given |family )?names?$` +
    "|(?:^| )(?:firstname|lastname|fullname|surname|givenname|familyname|patientname|fname|lname|mname|forename|middlename|maidenname|nickname|preferredname|displayname" +
    "|membername|subscribername|providername|physicianname|doctorname|surnames|contactname|authorname|customername|clientname|employeename)$" +
    "|(?:^| )name of (?:patient|member|insured|subscriber|provider|physician|guarantor|spouse|mother|father|child)$|^(?:family|given|last|first|lastn|firstn)$|(?:patient|pt|pat|subscriber|subs|sub|member|mbr|guarantor|guar|insured|spouse|contact|provider) (?:first|last|middle)$|^(?:sn|gn)$|^(?:family|given|suffix) value$",
);

/** Roles in care whose value is a name, known or not: "Attending: X", "Signed by: X". */
const clinicalKeys =
  /(?:^| )(?:(?:attending|referring|ordering|admitting|consulting) md|patient|pt|pat name|physician|doctor|surgeon|ordering|referring|admitting|dictating|anesthesiologist|cardiologist|radiologist|pathologist|nurse|rn|pcp|attending|hospitalist|resident physician|midwife|mother|father|spouse|wife|husband|daughter|son|guardian|next of kin|nok|emergency contact|responsible party|guarantor|signed by|dictated by|dictating|transcribed by|seen by|examined by|reported by|read by|performed by|ordered by|referred by|reviewed by|verified by|interpreted by|cosigned by|authenticated by|attested by|collected by|administered by|prescribed by|referring provider|ordering provider|primary care provider|attending provider|rendering provider|prescriber|dictator|scribe|interviewer|caller|rph|interpreter|witness|health care proxy|doula|chaplain|sitter|social worker|case manager|care manager|case worker|attorney|lawyer|poa|hcp|power of attorney|crna|cnm|first assist|first assistant|assistant surgeon|parents?|dependents|siblings|sons|daughters|grandchildren|sister|brother|fianc[eé]e?|landlord|landlady|probation officer|rep|home health aide|aide|charge nurse|nurse today|rn today|(?:day|night|evening) (?:nurse|rn)|sonographer|endoscopist|proceduralist|perfusionist|fellow|resident|intern|assistant s|assistants|team lead|consulting physician|requesting physician|attg|supervising physician|preceptor)$/;

const nameKeys =
  /^(?:name|nom|nombre|naam|fn|ln)$|(?:^| )(?:candidate|claimant|md|provider|author|authors|owner|contact|client|customer|member|subscriber|insured|beneficiary|employee|person|assignee|reviewer|requester|requestor|approver|manager|supervisor|recipient|sender|applicant|student|subject|participant|from|to|cc|attn|attention|re|dear|performer|practitioner|informant|asserter|recorder|actor name|full|display|speaker|clinician|therapist|counselor|pharmacist|technician|tech|staff|holder|nickname|preferred|aka|alias|signer|signature|signed|by|guest|friend|partner|value|string|text|label|title)$/;

const userKeys =
  /^(?:user|username|userid|user name|user id|login|logon|loginname|login name|login id|loginid|mychart id|screen name|portal user|portal login|uid|usr|uname|actor|principal|account name|accountname|samaccountname|upn|operator|who|ruser|suser|euser|logname|nick)$|(?:^| )(?:user|username|userid|user name|user id|enduser id|login|[a-z]+ed by|[a-z]+en by|run by|cashier|biller|viewer|collector|teller|assigned to|(?:upd|updt|last upd|create|entry|ord|perf|verify) prsnl|prsnl|on behalf of|clinician id|acting user|remote user|auth user)$/;

/** Keys whose last word says user or name, of something else. */
const others =
  /(?:^| )(?:user agent|user type|user role|user group|system user|db user|database user|file|host|class|service|function|method|table|pod|node|container|image|model|metric|span|event|field|column|thread|logger|queue|topic|bucket|cluster|region|domain|project|package|module|app|application|product|drug|medication|test|lab|facility|hospital|clinic|company|organization|organisation|org|plan|group|payer|insurance|tool|agent|job|task|server|device|type|tag|branch|repo|repository|namespace|schema|database|index|key|attribute|operation|resource|scope|library|framework|browser|os|country|city|state|county|street|school|brand|font|color|theme|template|view|page|route|path|display)(?: display)? (?:name|names|user|by|from|to|text|value|label|title|string|owner)$/;

/** Keys of OpenTelemetry's conventions, whose providers and clients are services. */
const conventions = /^(?:gen ai|feature flag|telemetry sdk|cloud|faas|rpc|messaging|otel) /;

/** The kind of a key as it is written: camelCase, snake_case, kebab-case, dotted or in words. At most 48 characters. */
export function labelKind(key: string): LabelKind {
  const words = key
    .replace(/([a-z])([A-Z])/g, "$1 $2")
    .replace(/[^A-Za-z]+/g, " ")
    .toLowerCase()
    .replace(/ nm\b/g, " name")
    .trim();
  if (words === "" || conventions.test(words) || (others.test(words) && !personKeys.test(words))) return "none";
  if (personKeys.test(words)) return "person";
  if (clinicalKeys.test(words)) return "clinical";
  if (userKeys.test(words)) return "user";
  if (words === "by") return "maker";
  return nameKeys.test(words) ? "name" : "none";
}

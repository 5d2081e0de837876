import type { Detector } from "../detector.ts";
import { labelled, labels } from "./labelled.ts";

/** 45 CFR 164.514(b)(2)(i)(P): biometric identifiers, finger and voice prints included: what refers to a stored one. */
const source = "45 CFR 164.514(b)(2)(i)(P)";

export const biometrics: readonly Detector[] = [
  {
    id: "biometric_prefixed",
    type: "BIOMETRIC",
    title: "Reference that names its kind: voiceprint_862474, iris-scan-YJCN2837, FPT-77517087",
    evidence: "label",
    source,
    pattern:
      "\\b((?:(?i:voice[-_ ]?print|face[-_ ]?print|finger[-_ ]?print|palm[-_ ]?print|iris(?:[-_ ]?(?:scan|code|template))?|retina(?:[-_ ]?scan)?|face[-_ ]?template|voice[-_ ]?template|hand[-_ ]?geometry|gait)|FPT|BIO)(?:[-_](?i:id|ref|template|scan))?[-_:#][ ]?[A-Z]{0,6}[-_]?[0-9][A-Za-z0-9-]{2,20})\\b",
    cue: "label",
    check: (value) => !/finger[-_ ]?print[:=]? ?(?:sha|md5)/i.test(value),
    hits: [
      ["biometric FPT-77517087, site", "FPT-77517087"],
      ["biometric voiceprint_862474", "voiceprint_862474"],
      ["see iris-scan-YJCN2837.", "iris-scan-YJCN2837"],
      ["RETINA:3362655560", "RETINA:3362655560"],
    ],
    misses: [
      ["fingerprint: SHA256:abcdef", "a key's fingerprint"],
      ["FPT-1", "too short"],
      ["BIOS-1234", "another word"],
      ["blueprint_12345", "another word"],
    ],
  },
  {
    id: "biometric_labelled",
    type: "BIOMETRIC",
    title: "Biometric template, scan or sample behind its label",
    evidence: "label",
    source,
    pattern: labelled(labels.biometric, "[A-Za-z]{0,12}[-_]?[0-9][A-Za-z0-9-]{3,64}\\b|[A-Za-z]{1,12}[-_][A-Za-z0-9-]{0,20}[0-9]{3,12}\\b"),
    cue: "label",
    check: (value, { before }) =>
      !/^(?:sha|md5)/i.test(value) &&
      !/(?:tls|ssl|ssh|key|cert|ja3|browser|device|public|commit|sha)[a-z0-9_. -]{0,14}finger ?print/i.test(before) &&
      !/finger ?print["'\\]{0,2}\s?[:=]/i.test(before.replace(/(?:patient|biometric).*$/i, "")),
    hits: [
      ["biometric id BX-99120", "BX-99120"],
      ["biometric template: T1234567", "T1234567"],
      ["patient fingerprint id 448812", "448812"],
      ["DNA sample GX-48213", "GX-48213"],
      ["iris template hash: 9f8e7d6c5b4a39281706f5e4d3c2b1a0", "9f8e7d6c5b4a39281706f5e4d3c2b1a0"],
    ],
    misses: [
      ["fingerprint: 12ab34cd56", "a key's fingerprint"],
      ["TLS fingerprint id 448812", "a key's fingerprint"],
      ["biometric login", "no number"],
      ["biometrics 3 of 4", "a count"],
      ["year hash=8210 built", "another word"],
    ],
  },
  {
    id: "biometric_file",
    type: "BIOMETRIC",
    title: "File of a biometric template or embedding behind its label: face_embedding_ref: emb/2026/8812-aa04.npy",
    evidence: "label",
    source,
    pattern:
      "(?i:face|facial|voice|speaker|iris|palm|finger|retina|gait)[ _.-]?(?i:print|template|embedding|vector|scan|map|signature)s?(?:[ _.-]?(?i:ref|reference|id|path|file|uri|url|key|location))?[\"'\\\\]{0,3}[ :=(]{1,3}[\"'\\\\]{0,3}([A-Za-z0-9][A-Za-z0-9._/:-]{2,100}\\.(?i:npy|npz|bin|dat|tpl|fmr|fir|emb|pkl|wsq|an2|wav))\\b",
    cue: "photo",
    check: (value) => /[0-9]{2}/.test(value),
    hits: [
      ["face_embedding_ref: emb/2026/8812-aa04.npy", "emb/2026/8812-aa04.npy"],
      ['"voicePrintPath":"s3://bio/vp-77120.wav"', "s3://bio/vp-77120.wav"],
      ["iris scan file=iris/44120_l.bin ok", "iris/44120_l.bin"],
    ],
    misses: [
      ["face_embedding: model.bin", "a model"],
      ["user template: a11.json", "no biometric"],
    ],
  },
];

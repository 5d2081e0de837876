/** Safe Harbor letters, 45 CFR 164.514(b)(2)(i)(A) to (R). */
export const safeHarborLetters = ["A", "B", "C", "D", "E", "F", "G", "H", "I", "J", "K", "L", "M", "N", "O", "P", "Q", "R"] as const;
export type SafeHarborLetter = (typeof safeHarborLetters)[number];

/**
 * What a finding is, as policies and placeholders name it. Several types may share a letter (ages over 89 are part of C);
 * a payment card is an account number (J), a secret such as an API key is "any other unique code" (R).
 */
export const phiTypes = {
  NAME: "A",
  LOCATION: "B",
  DATE: "C",
  AGE_OVER_89: "C",
  PHONE: "D",
  FAX: "E",
  EMAIL: "F",
  SSN: "G",
  MRN: "H",
  HEALTH_PLAN_ID: "I",
  ACCOUNT_NUMBER: "J",
  CREDIT_CARD: "J",
  LICENSE: "K",
  VEHICLE_ID: "L",
  DEVICE_ID: "M",
  URL: "N",
  IP: "O",
  BIOMETRIC: "P",
  PHOTO: "Q",
  OTHER: "R",
  SECRET: "R",
} as const satisfies Record<string, SafeHarborLetter>;
export type PhiType = keyof typeof phiTypes;

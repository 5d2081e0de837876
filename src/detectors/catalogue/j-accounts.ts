import { isRoutingNumber } from "../checks/aba.ts";
import { hasCardIssuer } from "../checks/card-issuer.ts";
import { isIban } from "../checks/iban.ts";
import { passesLuhn } from "../checks/luhn.ts";
import { isPlausibleId } from "../checks/plausible-id.ts";
import type { Detector } from "../detector.ts";
import { dash, idValue, labelled, labels } from "./labelled.ts";

/** 45 CFR 164.514(b)(2)(i)(J): account numbers, payment cards among them. */
const source = "45 CFR 164.514(b)(2)(i)(J)";

export const accounts: readonly Detector[] = [
  {
    id: "card",
    type: "CREDIT_CARD",
    title: "Payment card number: issuer's prefix and Luhn check digit",
    evidence: "checksum",
    source: "ISO/IEC 7812-1",
    pattern: `([2-6][0-9]{3}(?:(?:${dash}| )?[0-9]){9,15})`,
    cue: "figures",
    check: (value, { before, after }) => {
      const digits = value.replace(/[^0-9]/g, "");
      // A bare number of another length than cards of this day have is some counter's as often.
      if (
        /^[0-9]+$/.test(value) &&
        value.length !== 15 &&
        value.length !== 16 &&
        !/(?:card|visa|pan|cc|amex|payment|number)\W{0,6}$/i.test(before)
      )
        return false;
      if (/[0-9A-Fa-f._]$|[0-9a-zA-F_]-$/.test(before) || /^[0-9A-Za-z]|^[-.][0-9A-Fa-f]/.test(after)) return false;
      if (!/^[0-9]+$/.test(value) && !grouped.test(value)) return false;
      return hasCardIssuer(digits) && passesLuhn(digits);
    },
    hits: [
      ["card 5554165256590449", "5554165256590449"],
      ["4111 1111 1111 1111 exp", "4111 1111 1111 1111"],
      ["pay 5569-8219-4482-0498.", "5569-8219-4482-0498"],
      ["3782 822463 10005", "3782 822463 10005"],
      ["number=6011111111111117&", "6011111111111117"],
    ],
    misses: [
      ["4111 1111 1111 1112", "the check digit is wrong"],
      ["ts 1760000000000000000", "no issuer begins with 1"],
      ["41111111111111111111111", "part of a longer number"],
      ["411111-1111-11-11111", "no issuer groups so"],
      ["for blk_-4980916519894289629", "a block of a file"],
    ],
  },
  {
    id: "card_labelled",
    type: "CREDIT_CARD",
    title: "Payment card number behind its label, masked ones too",
    evidence: "label",
    source,
    pattern: labelled(
      labels.card,
      `[0-9]{4}(?:[- ]?[0-9]){8,15}\\b|[2-6][0-9]{3}[- ]?[0-9]{0,2}(?:[*xX]|\\x{2022}){2}[-*xX \\x{2022}]{2,12}[0-9]{4}\\b|(?:[*xX]|\\x{2022}){2,16}[- ]?[0-9]{4}\\b`,
    ),
    cue: "label",
    check: (value, { after }) => !/^[-.]?[0-9]/.test(after) && /^(?:[2-6]|0|1800|[*xX\u2022])/.test(value),
    hits: [
      ["My card 503867297114 is expired", "503867297114"],
      ["with the card 180072992103979 today", "180072992103979"],
      ["credit card number '4532************7890'", "4532************7890"],
      ["card, 4040-4080-0574-491, photo".replace("card,", "card"), "4040-4080-0574-491"],
      ["Visa: 4158112277712", "4158112277712"],
      ["Visa ****1881 charged", "**1881"],
    ],
    misses: [
      ["card 1234", "too short"],
      ["card 1760000000000", "no issuer begins with 1"],
      ["discard 503867297114", "another word"],
      ["PAN-OS 10.2", "a product"],
    ],
  },
  {
    id: "card_last_four",
    type: "CREDIT_CARD",
    title: "Last four digits of a card",
    evidence: "label",
    source: "45 CFR 164.514(b)(2)(i)(J); HHS guidance 3.3: parts of an identifier are identifiers",
    pattern:
      "\\b(?i:(?:card|visa|mastercard|amex|debit|credit)(?: (?:number|no|card|account))?)[ :,(]{1,3}(?i:that |which )?(?i:end(?:s|ing)?(?: in| with)?|last (?:four|4)(?: digits)?(?: of)?(?: is)?)[ :#]{1,3}([0-9]{4})\\b",
    cue: "label",
    hits: [
      ["Visa ending in 4242", "4242"],
      ["card ends with 0119", "0119"],
      ["credit card last four: 9911", "9911"],
      ["paid by debit card (ending 7731)", "7731"],
    ],
    misses: [
      ["year ending in 2024", "no card"],
      ["card 4242", "no such words"],
      ["card ending in 42421", "five digits"],
      ["line ends with 1234", "no card"],
    ],
  },
  {
    id: "card_last_four_key",
    type: "CREDIT_CARD",
    title: "Last four digits of a card behind their key, the card before it: card: { last4: '4417' }",
    evidence: "key",
    source: "45 CFR 164.514(b)(2)(i)(J); HHS guidance 3.3: parts of an identifier are identifiers",
    pattern: "\\b(?i:last[_ ]?(?:4|four)|l4)[\"'\\\\]{0,3} ?[:=] ?[\"'\\\\]{0,3}([0-9]{4})\\b",
    cue: "label",
    check: (_value, { before }) =>
      /\b(?:card|visa|mastercard|amex|debit|credit|payment_?method|brand)\b[^\n]{0,80}$/i.test(before) &&
      !/ssn|social/i.test(before.slice(-30)),
    hits: [
      ["card: { last4: '4417', exp", "4417"],
      ['"card":{"brand":"visa","last4":"4242"}', "4242"],
      ["card brand=visa last_four=0119", "0119"],
    ],
    misses: [
      ["phone last4=4417", "no card"],
      ["card last4=44171", "five digits"],
    ],
  },
  {
    id: "card_security_code",
    type: "CREDIT_CARD",
    title: "Security code of a card behind its label: CVV 204",
    evidence: "label",
    source: "PCI DSS 4.0, 3.3.1.2 card verification code",
    pattern:
      "\\b(?i:cvv2?|cvc2?|cvn|(?:card )?security code|card verification(?: code| value)?)[\"'\\\\]{0,3}[ :=#]{1,3}(?i:is )?[\"'\\\\]{0,3}([0-9]{3,4})\\b",
    cue: "label",
    check: (_value, { after }) => !/^[-./:]?[0-9]|^ ?(?:digits|ms|errors|failures)/.test(after),
    hits: [
      ["exp 11/27 CVV 204", "204"],
      ['"cvv":"837"', "837"],
      ["cvc2=0412;", "0412"],
      ["security code is 911.", "911"],
    ],
    misses: [
      ["cvv check failed", "no number"],
      ["CVV 20417", "five digits"],
      ["cvv: 3 digits", "a length"],
    ],
  },
  {
    id: "card_expiry",
    type: "CREDIT_CARD",
    title: "Month and year a card runs out, beside the card",
    evidence: "label",
    source: "45 CFR 164.514(b)(2)(i)(J), (R)",
    pattern:
      "\\b(?i:exp(?:iry|ires|iration|\\.)?(?:[ _-]?(?:date|dt))?|valid (?:thru|through|until|to)|good thru)[\"'\\\\]{0,3}[ :=]{1,3}[\"'\\\\]{0,3}((?:0[1-9]|1[0-2]) ?[/-] ?(?:20)?[2-4][0-9])\\b",
    cue: "figures",
    check: (_value, { before, after }) =>
      /card|visa|mastercard|amex|discover|debit|\bcvv|\bcvc|\bpan\b|[0-9*xX\u2022]{4}[- ]?[0-9]{4}\b/i.test(before) &&
      !/^[-/.]?[0-9]/.test(after),
    hits: [
      ["Visa 4111 1111 1111 1111 exp 11/27 CVV", "11/27"],
      ['"cvv":"837","exp":"09/28"', "09/28"],
      ["card ending 4242, valid thru 03/2029.", "03/2029"],
    ],
    misses: [
      ["lot A22 exp 11/27", "a drug's"],
      ["card exp 13/27", "no month"],
    ],
  },
  {
    id: "bank_account_kind",
    type: "ACCOUNT_NUMBER",
    title: "Number behind the kind of a bank account, its bank's number before it: Routing 021000021 Checking 000123456789",
    evidence: "label",
    source,
    pattern:
      "\\b(?i:checking|savings|dda)(?: ?(?i:no|number|acct|account)\\.?)?[ :#=]{1,3}([0-9]{6,17}|[0-9]{2,6}(?:[- ][0-9]{2,6}){1,3})\\b",
    cue: "label",
    check: (_value, { before, after }) => /routing|\baba\b|\brtn\b/i.test(before) && !/^[-./:][0-9]/.test(after),
    hits: [
      ["Routing 021000021 Checking 000123456789", "000123456789"],
      ["ABA 124003116, savings: 4471-00-882", "4471-00-882"],
      ["rtn=322271627 checking #88120417", "88120417"],
    ],
    misses: [
      ["checking 120000 rows", "a verb"],
      ["Routing 021000021 checking", "no number"],
    ],
  },
  {
    id: "bank_account_behind_routing",
    type: "ACCOUNT_NUMBER",
    title: "Bank account behind its bank's number: Direct deposit 071000013 / 0044188203",
    evidence: "label",
    source,
    pattern:
      "\\b(?i:direct deposit|routing|aba|rtn|ach)(?:[ :#]{1,3}|[ _-](?i:no|number)\\.?[ :#]{1,3})[0-9]{9}(?: ?[/|,;] ?| )(?:(?i:acc(?:oun)?t)\\.?(?: ?#| (?i:no|number))?[ :]{0,2})?([0-9]{6,17})\\b",
    cue: "label",
    check: (_value, { after }) => !/^[-./:]?[0-9]/.test(after),
    hits: [
      ["Direct deposit 071000013 / 0044188203 |", "0044188203"],
      ["ABA 124003116 acct 000881923344", "000881923344"],
      ["Routing # 322271627, 88120417", "88120417"],
    ],
    misses: [
      ["direct deposit of 071000013", "no account"],
      ["routing 9 of 12345678", "no bank's number"],
    ],
  },
  {
    id: "iban",
    type: "ACCOUNT_NUMBER",
    title: "International bank account number with its check digits",
    evidence: "checksum",
    source: "ISO 13616; ISO 7064 mod 97-10",
    pattern: "\\b([A-Z]{2}[0-9]{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?)\\b",
    cue: "code",
    check: (value) => isIban(value),
    hits: [
      ["IBAN GB29 NWBK 6016 1331 9268 19 was", "GB29 NWBK 6016 1331 9268 19"],
      ["DE89370400440532013000", "DE89370400440532013000"],
      ["FR1420041010050500013M02606", "FR1420041010050500013M02606"],
      ["NO9386011117947", "NO9386011117947"],
    ],
    misses: [
      ["GB29NWBK60161331926818", "the check digits are wrong"],
      ["XX89370400440532013000", "no such country"],
      ["DE8937040044053201300", "too short for its country"],
      ["A1B2C3D4E5F6A7B8C9", "hexadecimal"],
    ],
  },
  {
    id: "routing_labelled",
    type: "ACCOUNT_NUMBER",
    title: "Bank routing number behind its label",
    evidence: "label",
    source: "American Bankers Association, routing number policy",
    pattern: labelled(labels.routing, "[0-9]{4}-?[0-9]{4}-?[0-9]\\b"),
    cue: "label",
    check: (value, { before }) =>
      isRoutingNumber(value) || /(?:routing|aba)(?: transit)? (?:number|no\.?|#)[^a-z0-9]*(?:is )?$/i.test(before),
    hits: [
      ["bank routing number 124003116.", "124003116"],
      ["ABA: 121000358", "121000358"],
      ["RTN 0711-0130-7", "0711-0130-7"],
      ["routing=322271627&", "322271627"],
    ],
    misses: [
      ["routing 124003117", "the checksum is wrong"],
      ["124003116 rows", "no label"],
      ["routing table 12", "no number"],
      ["routing 990000001", "no Federal Reserve district"],
    ],
  },
  {
    id: "account_labelled",
    type: "ACCOUNT_NUMBER",
    title: "Account, guarantor, billing or invoice number behind its label",
    evidence: "label",
    source,
    pattern: labelled(labels.account, `[0-9]{2,6}(?:[- ][0-9]{2,6}){1,4}(?:-[0-9])?\\b|${idValue}|[A-Z]{4,12}[0-9]{8,18}\\b`),
    cue: "label",
    check: (value, { before, after }) =>
      (isPlausibleId(value, 5) || (/^[A-Z]{2}/.test(value) && isPlausibleId(value, 4) && /(?:no|number|nbr|#)\W{0,4}$/i.test(before))) &&
      !/^[.:/][0-9]|^ ?(?:tokens|rows|users|accounts)\b/i.test(after) &&
      // A pharmacy card's processor, beside its bank identification number.
      !/\bbin["']?[ :#=]{1,3}["']?[0-9]{6}[^A-Za-z0-9]{1,6}(?:rx ?)?pcn\W{1,4}$/i.test(before) &&
      !/(?:aws|cloud|gcp|azure|service|storage|service_)[ _.-]?acc(?:oun)?t[^a-z]{0,3}(?:id|number)?[^a-z0-9]{0,6}$/i.test(before),
    hits: [
      ["not found (account 165153591572)", "165153591572"],
      ["account number 9912837465.", "9912837465"],
      ["acct# 00-4821-77", "00-4821-77"],
      ["Acct: 55-00918-2   Statement", "55-00918-2"],
      ["acct 55-20938-1, DOS", "55-20938-1"],
      ["bank acct # 0044 1820 77", "0044 1820 77"],
      ["Account No. 'SBIN012345678901'", "SBIN012345678901"],
      ['"accountNumber":"747267433"', "747267433"],
      ["PATIENT'S ACCOUNT NO. LARK0007   28.", "LARK0007"],
    ],
    misses: [
      ["takes into account 3 of them", "a count"],
      ["account 123", "too short"],
      ["AWS account 123456789012", "a cloud's account"],
      ["BIN 610502  PCN 00670000", "a card's processor"],
      ["discount 165153591", "another word"],
      ["invoice for 30 days", "a period"],
    ],
  },
  {
    id: "account_last_four",
    type: "ACCOUNT_NUMBER",
    title: "Last four digits of a bank account",
    evidence: "label",
    source: "45 CFR 164.514(b)(2)(i)(J); HHS guidance 3.3: parts of an identifier are identifiers",
    pattern:
      "\\b(?i:acc(?:oun)?t|checking|savings)(?: (?i:number|no|account))?[ :,(]{1,3}(?i:that |which )?(?i:end(?:s|ing)?(?: in| with)?|last (?:four|4)(?: digits)?(?: of)?(?: is)?)[ :#]{1,3}([0-9]{4})\\b",
    cue: "label",
    hits: [
      ["checking account ending in 4471", "4471"],
      ["acct ends with 0119", "0119"],
      ["account number last four: 9911", "9911"],
    ],
    misses: [
      ["year ending in 2024", "no account"],
      ["account ending in 44711", "five digits"],
      ["account 4471", "no such words"],
    ],
  },
  {
    id: "account_x12",
    type: "ACCOUNT_NUMBER",
    title: "Patient control number of an X12 claim (CLM01)",
    evidence: "label",
    source: "ASC X12 005010X222, CLM01",
    pattern: "\\bCLM\\*([A-Za-z0-9][A-Za-z0-9-]{3,37})\\*[0-9.]{1,12}\\*",
    cue: "record",
    hits: [
      ["CLM*26463774*100***11:B:1", "26463774"],
      ["~CLM*PT-00912*79.04***", "PT-00912"],
      ["CLM*A37YH556*500***", "A37YH556"],
      ["CLM*0091288*12.5***", "0091288"],
    ],
    misses: [
      ["CLM**100*", "empty"],
      ["CLM 26463774", "no segment"],
      ["XCLM*26463774*100*", "another word"],
      ["CLM*1*2*3", "too short"],
    ],
  },
];
const grouped = /^[0-9]{4}[^0-9][0-9]{4}[^0-9][0-9]{4}[^0-9][0-9]{1,4}(?:[^0-9][0-9]{1,3})?$|^[0-9]{4}[^0-9][0-9]{6}[^0-9][0-9]{4,5}$/;

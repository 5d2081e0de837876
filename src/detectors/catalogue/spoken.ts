import type { Detector } from "../detector.ts";

/** Numbers as they are said on the telephone and written by speech recognition. */
const digit = "(?i:zero|oh|one|two|three|four|five|six|seven|eight|nine|double|triple|[0-9])";
const joint = "(?:[ ,-]{1,3}|, ?dash |, ?hyphen | dash )";
const run = (min: number) => `${digit}(?:${joint}${digit}){${min - 1},19}`;
/** "twenty ninety three": two digits said as one number. */
const pair =
  "(?i:(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:[ -](?:one|two|three|four|five|six|seven|eight|nine))?|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|hundred)";

export const spokenDigits = "(?:zero|oh|one|two|three|four|five|six|seven|eight|nine)";

function words(value: string): number {
  return value.match(/[a-z]+/gi)?.length ?? 0;
}

export const spoken: readonly Detector[] = [
  {
    id: "digits_spoken_social",
    type: "SSN",
    title: "Social Security number, or its last four digits, in words",
    evidence: "label",
    source: "45 CFR 164.514(b)(2)(i)(G)",
    pattern: `\\b(?i:social(?: security)?(?: number)?|ssn)(?: (?i:is|are|number|it's|last four)){0,2}[:, ]{1,3}(${run(4)})\\b`,
    cue: "spoken",
    check: (value) => words(value) >= 3,
    hits: [
      ["the last four of my social are four one eight eight", "four one eight eight"],
      ["ssn is two one nine oh nine nine nine nine nine", "two one nine oh nine nine nine nine nine"],
      ["Social Security number: Five Five One, Two Two", "Five Five One, Two Two"],
    ],
    misses: [
      ["social is one of three", "no four digits"],
      ["social four five", "no four digits"],
    ],
  },
  {
    id: "digits_spoken_labelled",
    type: "OTHER",
    title: "Digits in words behind a word for a number: record number four four one nine",
    evidence: "label",
    source: "45 CFR 164.514(b)(2)(i)(R)",
    pattern: `\\b(?i:number|record|account|member|policy|zip(?: code)?|code|id|mrn|chart|extension|phone|cell|fax|npi|plate|pin)(?: (?i:is|it's|at|of|are))?[:, ]{1,3}(${run(4)})\\b`,
    cue: "spoken",
    check: (value) => words(value) >= 3 || /^[0-9](?:[ -][0-9]){4,}$/.test(value),
    hits: [
      ["prescription number is 7 7 1 8 2 0 4. Call", "7 7 1 8 2 0 4"],
      ["medical record number four four one nine zero two,", "four four one nine zero two"],
      ["my zip is seven eight seven oh four", "seven eight seven oh four"],
      ["member ID: nine nine, one two", "nine nine, one two"],
    ],
    misses: [
      ["number one priority", "one word"],
      ["code two three", "too short"],
    ],
  },
  {
    id: "digits_spoken",
    type: "PHONE",
    title: "Seven and more digits in words",
    evidence: "format",
    source: "45 CFR 164.514(b)(2)(i)(D)",
    pattern: `\\b(${digit}(?:${joint}${digit}){5}(?:${joint}${pair}){1,2}|${run(7)})\\b`,
    cue: "spoken",
    check: (value) => words(value) >= 5 && !/one,? two,? three,? four,? five,? six|nine,? eight,? seven,? six/i.test(value),
    hits: [
      ["reach me at five five five, oh one two three or", "five five five, oh one two three"],
      ["seven one three five five five oh one nine nine", "seven one three five five five oh one nine nine"],
      ["call Five-Five-Five-Oh-One-Seven-Four", "Five-Five-Five-Oh-One-Seven-Four"],
      ["at eight one oh, seven four four, twenty ninety three. Thanks", "eight one oh, seven four four, twenty ninety three"],
    ],
    misses: [
      ["one two three four five six seven", "counting"],
      ["two or three of the four", "no row of digits"],
      ["1 2 3 4 5 6 7 8", "figures"],
    ],
  },
  {
    id: "code_spelled",
    type: "OTHER",
    title: "Letters spelled with words and the digits behind them: M as in Mary, 4 4 1 8 2",
    evidence: "format",
    source: "45 CFR 164.514(b)(2)(i)(R)",
    pattern: `\\b((?:[A-Za-z],? (?i:as in|like|for) [A-Za-z]{2,12}[,.]? (?:and )?){1,4}(?:[0-9]{3,12}|${run(3)}))\\b`,
    cue: "spoken",
    hits: [
      ["Yeah it's M as in Mary, 4 4 1 8 2 0 0 7.", "M as in Mary, 4 4 1 8 2 0 0 7"],
      ["W as in whiskey, B like boy 229018", "W as in whiskey, B like boy 229018"],
      ["it's Z as in zebra four four one", "Z as in zebra four four one"],
    ],
    misses: [
      ["B as in boy", "no digits"],
      ["A for effort 12", "two digits"],
    ],
  },
  {
    id: "street_spoken",
    type: "LOCATION",
    title: "Street address with its number in words",
    evidence: "format",
    source: "45 CFR 164.514(b)(2)(i)(B)",
    pattern:
      "\\b((?i:(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|oh|hundred)[ -]){1,5}(?:[A-Z][a-z]{2,20} ){1,3}(?i:street|avenue|road|lane|drive|boulevard|court|place|way|circle|terrace|trail))\\b",
    cue: "spoken",
    hits: [
      ["her street is fourteen twenty Sycamore Lane in", "fourteen twenty Sycamore Lane"],
      ["at one oh eight Old Mill Road", "one oh eight Old Mill Road"],
      ["Two Forty Elm Street, please", "Two Forty Elm Street"],
    ],
    misses: [
      ["one way street", "no street's name"],
      ["twenty minutes down the road", "no street's name"],
    ],
  },
];

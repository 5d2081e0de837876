/** A day of history. Before 1880 nobody who is in care was born, nor anybody beside them. Behind a label of birth it is a year mistyped. */
export function isHistoric(value: string, before: string): boolean {
  if (worldEvent.test(before)) return true;
  return /(?<![0-9])18[0-7][0-9](?![0-9])/.test(value) && !/\b(?:dob|d\.o\.b\.?|birth ?date|date of birth)\W{0,4}$/i.test(before);
}

/** What befell the world, in the same clause before its day: no person's date. */
const worldEvent =
  /\b(?:(?:(?:Treaty|Battle|Peace) of [A-Z][a-z]+|Declaration of Independence|Continental Congress|(?:Civil|Voting) Rights Act|Social Security Act)(?: (?:was|were))?(?: (?:signed|fought|concluded|adopted|passed|enacted))?(?: on| in)?|World War (?:I|II|One|Two) (?:ended|began|broke out) (?:on|in)) ?\(?$|\b(?:first climbed|erupted|inaugurated|premiered) (?:on|in) $|\b(?:album|film|song|movie|novel|video game|board game)\b[^.;\n]{0,40}\b(?:released|published|came out)(?: on| in)? $|\b[0-9] ?k?m[,)]? opened (?:on )?$|\bonto the Moon on $|\b(?:beat|defeated) [A-Z][^.;\n]{0,40}\b[0-9]{1,3} ?[-–] ?[0-9]{1,3}\b[^.;\n]{0,30} on $/;

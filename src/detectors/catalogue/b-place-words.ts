/** Parts of places as patterns (RE2), and words that make none. */
export const stateName =
  "Alabama|Alaska|Arizona|Arkansas|California|Colorado|Connecticut|Delaware|Florida|Georgia|Hawaii|Idaho|Illinois|Indiana|Iowa|Kansas|Kentucky|Louisiana|Maine|Maryland|Massachusetts|Michigan|Minnesota|Mississippi|Missouri|Montana|Nebraska|Nevada|New (?:Hampshire|Jersey|Mexico|York)|North (?:Carolina|Dakota)|Ohio|Oklahoma|Oregon|Pennsylvania|Rhode Island|South (?:Carolina|Dakota)|Tennessee|Texas|Utah|Vermont|(?:West )?Virginia|Washington|Wisconsin|Wyoming";
/** Abbreviations of States that are no English word and no degree (IN, OR, MD, PA …). */
export const plainState = "TX|NY|CA|FL|IL|NJ|GA|NC|VA|WA|AZ|TN|WI|MN|SC|KY|CT|UT|NV|KS|NM|NE|WV|NH|RI|MT|SD|ND|AK|VT|WY|DC|OH|MO|IA|AR";
export const anyState =
  "A[LKZR]|C[AOT]|D[CE]|FL|G[AU]|HI|I[DLNA]|K[SY]|LA|M[EDAINSOT]|N[EVHJMYCD]|O[HKR]|P[AR]|RI|S[CD]|T[NX]|UT|V[TAI]|W[AVIY]";
export const placeWord = "[A-Z][A-Za-z\\x{C0}-\\x{17F}'’.-]{1,30}";

/** A capital at the start of a sentence or of a heading makes no name of a place. */
export const noPlace =
  /^(?:The|A|An|This|That|Our|Your|My|His|Her|Their|Any|Each|Every|No|All|Some|Local|Hello|Hi|Dear|Error|Warning|Info|Note|Patient|State|General|Private|Public|Outpatient|Inpatient|Per|With|By|Via|Next|For|See|Ask|Call|Rx|Interpreter|Primary|Emergency|January|February|March|April|May|June|July|August|September|October|November|December|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|I|He|She|They|We|It|Pain|Apache|Microsoft|Google|America|United)$/;
/** Nations and what else follows "from" and "in" with a capital and may stay. */
export const wide =
  /^(?:the )?(?:America|American|United States|US|USA|Canada|Mexico|England|Britain|UK|France|Germany|Spain|Italy|India|China|Japan|Korea|Vietnam|Brazil|Africa|Europe|Asia|Australia|Puerto Rico|English|Spanish|Medicare|Medicaid|Hospital|ICU|ED|ER|PACU|OR|Room|Bed|Unit|Ward|Section|Table|Figure|Chapter|Phase|Stage|Type|Group|Kubernetes|Docker|Linux|Windows|Python|Java|Node|Production|Staging|Development|January|February|March|April|May|June|July|August|September|October|November|December|Christmas|Spring|Summer|Fall|Winter|Space|Zero|None|Null|True|False|Unknown)\b/;
/** States whose names are no city's. */
export const isState = new RegExp(`^(?!New York$|Washington$)(?:${stateName})$`);

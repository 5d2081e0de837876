/** Forms that machines make and no registrar gives out: UUIDs, trace and span ids, digests, dates, dotted versions. */
const technical = [
  /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i,
  /^(?=.*[a-f].*[a-f])[0-9a-f]{16,}$/,
  /^(?=.*[a-f])(?:[0-9a-f]{24}|[0-9a-f]{32}|[0-9a-f]{40}|[0-9a-f]{64})$/i,
  /^(?:18|19|20)[0-9]{2}[-/][0-9]{1,2}[-/][0-9]{1,2}/,
  /^0x[0-9a-f]+$/i,
  // The group of a DICOM element.
  /^00(?:02|08|10|18|20|28|32|38|40|54)$/,
  /^[0-9]+(?:ms|s|kb|mb|gb|b|mg|ml|mcg|px|k|x|st|nd|rd|th)$/i,
];

/** A labelled value that can be a number somebody was given: at least `digitsMin` digits, and none of the technical forms. */
export function isPlausibleId(value: string, digitsMin = 3): boolean {
  const digits = value.replace(/[^0-9]/g, "").length;
  return digits >= digitsMin && !technical.some((form) => form.test(value));
}

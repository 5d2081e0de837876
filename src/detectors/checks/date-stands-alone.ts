/** A file under a patient's path is the patient's: s3://exports/patients/9918273/ccd-2026-02-11.xml. */
const inPersonsFolder = /\/(?:patients?|members?|charts?)\/[^/\s]{2,40}\/[^\s]{0,24}[/_-]$/i;

/** A date's digits may not go on as a longer number, a dotted version, a file name or an id. */
export function standsAlone(before: string, after: string): boolean {
  if (inPersonsFolder.test(before)) return !/^[0-9]|^[-.][0-9]/.test(after);
  if (/[0-9]$|[0-9A-Za-z][./]$/.test(before) && !/(?:\b|\D)[0-9]{1,2}[-/.][0-9]{1,2}[-/.][0-9]{2,4}\/$/.test(before)) return false;
  // "gpt-4.1-2025-04-14"
  if (/[A-Za-z]-[0-9]{1,2}\.[0-9]{1,2}-$/.test(before)) return false;
  if (/[A-Za-z0-9]-$/.test(before) && !/[0-9]{1,2}[-/.][0-9]{1,2}(?:[-/.][0-9]{2,4})?-$/.test(before)) return false;
  if (/[A-Za-z]$/.test(before) && !/(?:dob|on|born)$|=(?:ge|le|gt|lt|eq|ne|sa|eb|ap)$/i.test(before)) return false;
  return (
    !/^[0-9]|^[-/.][0-9]|^-[A-Za-z]|^\.(?:log|gz|json|txt|csv|sql|xml|pdf|zip|tar|ya?ml|md|html?|js|py)\b|^[A-Za-z](?![A-Za-z]*\b ?[A-Z])/.test(
      after,
    ) || /^[-–/][0-9]{1,2}[-/.][0-9]{1,2}[-/.]/.test(after)
  );
}

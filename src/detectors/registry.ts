import { names } from "./catalogue/a-names.ts";
import { userIds } from "./catalogue/a-user-ids.ts";
import { facilities } from "./catalogue/b-facilities.ts";
import { locations } from "./catalogue/b-locations.ts";
import { places } from "./catalogue/b-places.ts";
import { streetSuffixes } from "./catalogue/b-street-suffixes.ts";
import { streets } from "./catalogue/b-streets.ts";
import { besidePerson } from "./catalogue/beside-person.ts";
import { besidePersonCells } from "./catalogue/beside-person-cells.ts";
import { besidePersonCodes } from "./catalogue/beside-person-codes.ts";
import { besidePersonDates } from "./catalogue/beside-person-dates.ts";
import { besidePersonDays } from "./catalogue/beside-person-days.ts";
import { besidePersonDictations } from "./catalogue/beside-person-dictations.ts";
import { besidePersonErrors } from "./catalogue/beside-person-errors.ts";
import { besidePersonFields } from "./catalogue/beside-person-fields.ts";
import { besidePersonFiles } from "./catalogue/beside-person-files.ts";
import { besidePersonLines } from "./catalogue/beside-person-lines.ts";
import { besidePersonNotes } from "./catalogue/beside-person-notes.ts";
import { besidePersonNumbers } from "./catalogue/beside-person-numbers.ts";
import { besidePersonOrgs } from "./catalogue/beside-person-orgs.ts";
import { besidePersonPeople } from "./catalogue/beside-person-people.ts";
import { besidePersonPhones } from "./catalogue/beside-person-phones.ts";
import { besidePersonPlaces } from "./catalogue/beside-person-places.ts";
import { besidePersonRows } from "./catalogue/beside-person-rows.ts";
import { besidePersonScans } from "./catalogue/beside-person-scans.ts";
import { besidePersonSignatures } from "./catalogue/beside-person-signatures.ts";
import { besidePersonTerseDates } from "./catalogue/beside-person-terse-dates.ts";
import { besidePersonTuples } from "./catalogue/beside-person-tuples.ts";
import { besidePersonWork } from "./catalogue/beside-person-work.ts";
import { ages } from "./catalogue/c-ages.ts";
import { dates } from "./catalogue/c-dates.ts";
import { entryDates } from "./catalogue/c-dates-entries.ts";
import { shortDates } from "./catalogue/c-dates-short.ts";
import { callers } from "./catalogue/callers.ts";
import { phones } from "./catalogue/de-phones.ts";
import { emails } from "./catalogue/f-emails.ts";
import { socialSecurity } from "./catalogue/g-social-security.ts";
import { medicalRecords } from "./catalogue/h-medical-records.ts";
import { patientIds } from "./catalogue/h-patient-ids.ts";
import { healthPlans } from "./catalogue/i-health-plans.ts";
import { identityPapers } from "./catalogue/identity-papers.ts";
import { accounts } from "./catalogue/j-accounts.ts";
import { licences } from "./catalogue/k-licences.ts";
import { vehicles } from "./catalogue/l-vehicles.ts";
import { devices } from "./catalogue/m-devices.ts";
import { urls } from "./catalogue/n-urls.ts";
import { ipAddresses } from "./catalogue/o-ip-addresses.ts";
import { otherLanguages } from "./catalogue/other-languages.ts";
import { biometrics } from "./catalogue/p-biometrics.ts";
import { photos } from "./catalogue/q-photos.ts";
import { otherCodes } from "./catalogue/r-other-codes.ts";
import { secrets } from "./catalogue/r-secrets.ts";
import { wallets } from "./catalogue/r-wallets.ts";
import { secondValues } from "./catalogue/second-values.ts";
import { spoken } from "./catalogue/spoken.ts";
import type { Detector } from "./detector.ts";

/** Every built-in rule. The order is the priority among findings of the same length: a checksum or a sharper label stands before a looser one. */
export const detectors: readonly Detector[] = [
  ...secrets,
  ...names,
  ...userIds,
  ...emails,
  ...socialSecurity,
  ...accounts,
  ...medicalRecords,
  ...patientIds,
  ...secondValues,
  ...entryDates,
  ...healthPlans,
  ...licences,
  ...identityPapers,
  ...vehicles,
  ...devices,
  ...phones,
  ...callers,
  ...ages,
  ...dates,
  ...shortDates,
  ...ipAddresses,
  ...biometrics,
  ...photos,
  ...urls,
  ...locations,
  ...streets,
  ...streetSuffixes,
  ...places,
  ...facilities,
  ...otherLanguages,
  ...otherCodes,
  ...besidePerson,
  ...besidePersonDates,
  ...besidePersonDays,
  ...besidePersonCodes,
  ...besidePersonPhones,
  ...besidePersonPlaces,
  ...besidePersonNotes,
  ...besidePersonSignatures,
  ...besidePersonDictations,
  ...besidePersonPeople,
  ...besidePersonOrgs,
  ...besidePersonErrors,
  ...besidePersonFields,
  ...besidePersonFiles,
  ...besidePersonCells,
  ...besidePersonTuples,
  ...besidePersonScans,
  ...besidePersonWork,
  ...besidePersonNumbers,
  ...besidePersonRows,
  ...besidePersonLines,
  ...besidePersonTerseDates,
  ...wallets,
  ...spoken,
];

const builtIn: ReadonlySet<Detector> = new Set(detectors);

/** Whether it is one of these: then another thread has it too, checks and all. */
export function isBuiltIn(detector: Detector): boolean {
  return builtIn.has(detector);
}

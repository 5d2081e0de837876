import { expect, test } from "vitest";
import { createModelVet, createNameMemory } from "../../../src/detectors/index.ts";

const vet = createModelVet();

/** What is accepted of the span between ⟦ and ⟧. */
function accepted(marked: string, percent = 70) {
  const [before = "", inside = "", after = ""] = marked.split(/[⟦⟧]/);
  const bytes = Buffer.from(before + inside + after);
  const start = Buffer.byteLength(before);
  const memory = createNameMemory();
  const parts: string[] = [];
  vet(bytes, 0, bytes.length, { start, end: start + Buffer.byteLength(inside), percent }, memory, (from, to) =>
    parts.push(bytes.toString("utf8", from, to)),
  );
  return { parts, remembered: memory.count };
}

test.each<[string, number, string]>([
  ["⟦Oyelaran⟧ keeps missing her dialysis.", 57, "a name that no dictionary has, in a sentence"],
  ["Ask ⟦Chidinma Eze-Okafor⟧ to come.", 59, "several words, a hyphen"],
  ["her daughter ⟦funmi⟧ called", 65, "in lower case behind kin"],
  ["my neighbour ⟦shanthi⟧ gave me some", 89, "in lower case, where the model is sure"],
  ["seen by ⟦Bozena Kowalczyk⟧, RN", 67, "known names"],
  ["⟦Núñez⟧ wrote back.", 90, "diacritics"],
  ["Then *⟦Oyelaran⟧* came in.", 90, "emphasis"],
])("%s is a name (%i %%): %s", (marked, percent) => {
  expect(accepted(marked, percent).parts).toEqual([/⟦(.*)⟧/.exec(marked)?.[1]]);
});

test.each<[string, number, string]>([
  ["takes ⟦Eliquis⟧ twice a day", 99, "a drug"],
  ["⟦Xyrvanta⟧ 40 mg every week", 99, "a dose follows"],
  ["Diagnosis: ⟦Addison⟧'s disease", 99, "an eponym"],
  ["⟦Lou⟧ Gehrig's disease", 99, "half of an eponym"],
  ['{"⟦sha⟧":"ab12"}', 99, "a key of JSON"],
  ["⟦pam_unix⟧(sshd:session): opened", 99, "an identifier"],
  ["main.(*Parker).⟦Foster⟧(0xc000118000)", 99, "a method"],
  ["where last_name IL⟦IKE⟧ 'x%'", 99, "a piece of a word"],
  ["the ⟦killers⟧ were sentenced", 99, "an English word"],
  ["⟦KERNEL⟧ INFO cache parity", 99, "capitals that are no name"],
  ["Hurricane ⟦Katrina⟧ made landfall", 54, "what stands before it says a thing"],
  ["Contact: ⟦sister⟧, by phone", 99, "kin"],
  ["for (;;) range ⟦okgoarch⟧ {", 99, "code"],
  ["run ⟦wojtek⟧ { x", 60, "in lower case, unknown, the model unsure"],
  ["dfs.FSNamesystem: ⟦BLOCK⟧* NameSystem.addStoredBlock", 99, "a star behind it"],
  ["", 99, "nothing"],
])("%s is none (%i %%): %s", (marked, percent) => {
  expect(accepted(marked, percent).parts).toEqual([]);
});

test("a word beside a name is left out, and a single unknown word is not looked for elsewhere", () => {
  expect(accepted("Ms. ⟦Haraldsson flew⟧ to Oslo.", 99).parts).toEqual(["Haraldsson"]);
  expect(accepted("⟦Valgrind⟧ shows an error.").remembered).toBe(0);
  expect(accepted("⟦Thorvald Ingunnson⟧ shows a rash.").remembered).toBe(2);
});

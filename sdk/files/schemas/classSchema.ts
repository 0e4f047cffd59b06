import { bondRules } from "./bondRules.ts";
import { classForm } from "./classForm.ts";
import { holderRules } from "./holderRules.ts";
import { lawRules } from "./lawRules.ts";
import { quantityRules } from "./quantityRules.ts";
import { scheduleRules } from "./scheduleRules.ts";
import { withRules } from "./withRules.ts";

/** The form of a class file and the rules between its fields. */
export const classSchema = withRules(classForm, [
  ...lawRules,
  ...holderRules,
  ...quantityRules,
  ...bondRules,
  ...scheduleRules,
  {
    needs: ["disclosure"],
    *broken({ disclosure }) {
      for (const [index, document] of disclosure.entries()) {
        // An entry that is no map has a finding of its own.
        if (typeof document !== "object" || document === null) continue;
        if ("file" in document || "url" in document) continue;
        const expected = "a file or a url, so that a buyer can get the document";
        yield { path: ["disclosure", index, "file"], expected };
      }
    },
  },
]);

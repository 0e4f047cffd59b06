import { expect } from "chai";
import { FileRefused } from "../../../../sdk/files/FileRefused.ts";

/** The lines of findings with which a reading is refused, without the closing sentence. */
export function refusalOf(read: () => unknown): string[] {
  try {
    read();
  } catch (error) {
    if (!(error instanceof FileRefused)) throw error;
    const lines = error.message.split("\n");
    expect(lines).to.have.length(error.findings.length + 1);
    return lines.slice(0, -1);
  }
  throw new Error("the file was accepted");
}

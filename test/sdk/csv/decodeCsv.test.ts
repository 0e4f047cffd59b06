import { expect } from "chai";
import { decodeCsv } from "../../../sdk/csv/decodeCsv.ts";
import { FileUnreadable } from "../../../sdk/files/FileUnreadable.ts";

/** 整理番号,髙橋 as CP932 writes it; 髙 is one of the letters that Windows added to Shift_JIS. */
const CP932 = Uint8Array.from([
  0x90, 0xae, 0x97, 0x9d, 0x94, 0xd4, 0x8d, 0x86, 0x2c, 0xfb, 0xfc, 0x8b, 0xb4, 0x0d, 0x0a,
]);
const utf8 = (text: string) => new TextEncoder().encode(text);

describe("decodeCsv", () => {
  it("reads CP932 with the letters that Windows added", () => {
    expect(decodeCsv(CP932, "x.csv")).to.deep.equal({
      text: "整理番号,髙橋\r\n",
      encoding: "CP932",
    });
  });

  it("reads UTF-8 with and without a byte order mark as the same", () => {
    const plain = decodeCsv(utf8("整理番号\n"), "x.csv");
    expect(plain).to.deep.equal({ text: "整理番号\n", encoding: "UTF-8" });
    expect(decodeCsv(utf8("\uFEFF整理番号\n"), "x.csv")).to.deep.equal(plain);
  });

  it("refuses what is neither, such as the spreadsheet itself or UTF-16", () => {
    const zip = Uint8Array.from([0x50, 0x4b, 0x03, 0x04, 0x00, 0x00]);
    const utf16 = Uint8Array.from([0xff, 0xfe, 0x61, 0x00]);
    for (const bytes of [zip, utf16, Uint8Array.from([0x80, 0xff])]) {
      expect(() => decodeCsv(bytes, "x.csv")).to.throw(
        FileUnreadable,
        "save it from the spreadsheet as CSV UTF-8",
      );
    }
  });
});

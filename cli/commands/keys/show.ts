import { z } from "zod";
import type { LocalCommand } from "../../command.ts";
import { addressIn } from "../../desk/keystore.ts";
import { pathOf } from "../../inputs.ts";

/** Whose key an encrypted file has; the key itself is never shown. */
export const keysShow: LocalCommand = {
  kind: "local",
  path: "keys show",
  about: {
    en: "the address of a key in an encrypted file (the key itself is never shown)",
    ja: "鍵ファイルのアドレスを表示(鍵自体は表示しない)",
  },
  example: "keys show registrar.json",
  arguments: [{ name: "file", about: { en: "the encrypted file", ja: "鍵ファイル" } }],
  result: z.strictObject({ address: z.string(), file: z.string() }),
  async run(given, terminal) {
    const path = pathOf(given, "file");
    const address = await addressIn(path, terminal);
    return { value: { address, file: path }, lines: [address] };
  },
};

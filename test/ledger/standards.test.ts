import { behavesAsErc20 } from "../support/behaviours/erc20.ts";
import { behavesAsErc2612 } from "../support/behaviours/erc2612.ts";
import { behavesAsErc3009 } from "../support/behaviours/erc3009.ts";
import { behavesAsErc7943 } from "../support/behaviours/erc7943.ts";
import { bondCase, strictCase, yenCase } from "./support/cases.ts";

for (const [name, load] of [
  ["The yen token", yenCase],
  ["A bond class", bondCase],
  ["A class with every policy switched on", strictCase],
] as const) {
  describe(`${name}, as ERC-20`, () => behavesAsErc20(load));
  describe(`${name}, as ERC-2612 and ERC-5267`, () => behavesAsErc2612(load));
  describe(`${name}, as ERC-3009`, () => behavesAsErc3009(load));
  describe(`${name}, as ERC-7943 and ERC-165`, () => behavesAsErc7943(load));
}

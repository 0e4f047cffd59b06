import type { Probed } from "./worker.ts";

export interface TestOrder {
  /** Tests that run the mutant themselves. */
  readonly direct: readonly string[];
  /** Tests of which only the fixture does. */
  readonly byFixture: readonly string[];
}

/** Which fixtures are tried: making one anew takes a second, and each is made by many tests. */
const MOST_FIXTURES = 8;

/**
 * The tests that reach a mutant, those first that will tell soonest: what killed other mutants of the
 * same function, then the quickest.
 *
 * @param kills how many mutants of the same function each test has killed
 */
export function testOrder(
  id: number,
  probed: readonly Probed[],
  kills: ReadonlyMap<string, number>,
): TestOrder {
  const passing = probed.filter(({ ok }) => ok);
  const soonest = (a: Probed, b: Probed) =>
    (kills.get(b.test) ?? 0) - (kills.get(a.test) ?? 0) || a.milliseconds - b.milliseconds;
  const direct = passing.filter(({ byTest }) => byTest.includes(id)).sort(soonest);
  const known = new Set(direct);
  const others = passing.filter((test) => test.byFixture.includes(id) && !known.has(test));
  return { direct: titles(direct), byFixture: titles(oneOfEachFile(others.sort(soonest))) };
}

/** Tests of one file share a fixture mostly. */
function oneOfEachFile(tests: readonly Probed[]): Probed[] {
  const files = Map.groupBy(tests, ({ file }) => file);
  return [...files.values()].flatMap((group) => group.slice(0, 1)).slice(0, MOST_FIXTURES);
}

function titles(tests: readonly Probed[]): string[] {
  return [...new Set(tests.map(({ test }) => test))];
}

import { fixture } from "./fixture.ts";
import type { World } from "./world.ts";

type Made = Pick<World, "networkHelpers">;

const fixtures = new Map<() => Promise<Made>, () => Promise<Made>>();

/** What `make` makes, as it made it; see {@link fixture}. Tests in several files can share one. */
export async function load<T extends Made>(make: () => Promise<T>): Promise<T> {
  const known = fixtures.get(make) ?? fixture(make);
  fixtures.set(make, known);
  return (await known()) as T;
}

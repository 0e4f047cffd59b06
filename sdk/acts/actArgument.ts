import { ACT_VERBS, type Act } from "./Act.ts";

/** An act as the RegistrarDesk takes it. */
export function actArgument({ verb, holds, ...rest }: Act) {
  return {
    ...rest,
    verb: BigInt(ACT_VERBS.indexOf(verb)),
    holds: holds.map(({ id, units }) => ({ id, units })),
  };
}

import type { RootHookObject } from "mocha";
import { nextFile } from "./usedAgain.ts";

/** Loaded by mocha before the tests. Its workers run each file by itself, so that "all" are a file's. */
export const mochaHooks: RootHookObject = {
  afterAll() {
    nextFile();
  },
};

import { z } from "zod";
import { classForm } from "./schemas/classForm.ts";

/** A field of a class file as a page describes it. */
export interface ClassFileField {
  /** Where it stands, such as `unit.face`; `[]` is each entry of a list. */
  readonly path: string;
  /** What is written there. */
  readonly form: string;
  /** What it means; empty where the form says it all. */
  readonly meaning: string;
  /** Whether it must be there: always, never, or under this condition. */
  readonly needed: "yes" | "no" | `if ${string}`;
  /** Whether `{ value: X, assumed: true }` may stand for it. */
  readonly assumable: boolean;
}

/** Every field of a class file, in the order of the form, by the schema that reads them. */
export function classFileFields(): readonly ClassFileField[] {
  return Object.entries(classForm.shape).flatMap(([key, field]) => describe(key, field));
}

function describe(path: string, schema: z.core.$ZodType): ClassFileField[] {
  const isOptional = schema instanceof z.ZodExactOptional;
  const inner = isOptional ? schema.unwrap() : schema;
  const own: ClassFileField = { path, ...said(inner), needed: isOptional ? need(schema) : "yes" };
  if (inner instanceof z.ZodObject) return [own, ...below(path, inner)];
  if (!(inner instanceof z.ZodArray)) return [own];
  if (inner.element instanceof z.ZodObject) return [own, ...below(`${path}[]`, inner.element)];
  const { form, assumable } = said(inner.element);
  return [{ ...own, form: `${own.form}; each ${form}`, assumable }];
}

/** When a field that may be left out is needed. */
function need(schema: z.core.$ZodType): ClassFileField["needed"] {
  const { neededIf } = metaOf(schema);
  return typeof neededIf === "string" ? `if ${neededIf}` : "no";
}

/** What a schema's description says: what form, and (in brackets) what it means. */
function said(schema: z.core.$ZodType): Pick<ClassFileField, "form" | "meaning" | "assumable"> {
  const { description = "", assumable = false } = metaOf(schema);
  const [, form = description, meaning = ""] = /^(.*?) \((.*)\)$/.exec(description) ?? [];
  const shown = schema instanceof z.ZodObject ? "a map" : form;
  return { form: shown, meaning, assumable: assumable === true };
}

function below(path: string, { shape }: z.ZodObject): ClassFileField[] {
  return Object.entries(shape).flatMap(([key, field]) => describe(`${path}.${key}`, field));
}

function metaOf(schema: z.core.$ZodType): z.core.GlobalMeta & Record<string, unknown> {
  return z.globalRegistry.get(schema) ?? {};
}

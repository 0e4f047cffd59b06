import type { ClassFile, InvestorCategory } from "../../../sdk/index.ts";

/** The category as which issuer, A and B are granted their passes: one that the class admits. */
export function investorCategory({ holders: { categories } }: ClassFile): InvestorCategory {
  return categories.includes("general") ? "general" : (categories[0] ?? "general");
}

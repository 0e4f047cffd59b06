import { displayWidth } from "./displayWidth.ts";

/** A column of a plain-text table. */
export interface TableColumn {
  readonly heading: string;
  /** Numbers belong to the right. Left if not said. */
  readonly align?: "left" | "right";
}

export interface TableParameters {
  readonly columns: readonly TableColumn[];
}

export type TableErrors = TableRowRefused;

/** A row has not as many cells as the table has columns. */
export class TableRowRefused extends Error {
  override readonly name = "TableRowRefused";

  constructor(row: number, cells: number, columns: number) {
    super(
      `Row ${row} has ${cells} cells where the table has ${columns} columns: ` +
        `give one cell per column, an empty text where there is nothing to say.`,
    );
  }
}

/**
 * A plain-text table: the headings, a line of hyphens, one line per row. Columns are two spaces
 * apart, full-width characters count as two columns, and no line ends in spaces.
 *
 * @throws TableRowRefused if a row has too few or too many cells (rows count from 1)
 */
export function table(rows: readonly (readonly string[])[], { columns }: TableParameters): string {
  for (const [index, row] of rows.entries()) {
    if (row.length !== columns.length) {
      throw new TableRowRefused(index + 1, row.length, columns.length);
    }
  }
  const widths = columns.map((column, index) =>
    Math.max(...[column.heading, ...rows.map((row) => row[index] ?? "")].map(displayWidth)),
  );
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, index) => {
        const padding = " ".repeat((widths[index] ?? 0) - displayWidth(cell));
        return columns[index]?.align === "right" ? padding + cell : cell + padding;
      })
      .join("  ")
      .trimEnd();
  return [
    line(columns.map((column) => column.heading)),
    line(widths.map((width) => "-".repeat(width))),
    ...rows.map(line),
  ].join("\n");
}

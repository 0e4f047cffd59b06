/** What the register uses of pdfkit, which comes without types. */
declare module "pdfkit" {
  interface Font {
    /** fontkit's own; absent in the fonts that PDF readers bring along. */
    readonly font?: { hasGlyphForCodePoint(codePoint: number): boolean };
  }

  interface TextOptions {
    readonly width?: number;
    readonly height?: number;
    readonly align?: "left" | "right" | "center";
    readonly lineBreak?: boolean;
    readonly lineGap?: number;
  }

  export default class PDFDocument {
    constructor(options: {
      readonly size: string;
      readonly layout: "portrait" | "landscape";
      readonly margins: Readonly<Record<"top" | "bottom" | "left" | "right", number>>;
      readonly bufferPages: boolean;
      readonly info: Readonly<Record<string, string | Date>>;
      readonly lang: string;
    });
    readonly page: { readonly width: number; readonly height: number };
    readonly _font: Font;
    font(source: string, family?: string): this;
    fontSize(size: number): this;
    text(text: string, x: number, y: number, options?: TextOptions): this;
    heightOfString(text: string, options?: TextOptions): number;
    moveTo(x: number, y: number): this;
    lineTo(x: number, y: number): this;
    lineWidth(width: number): this;
    strokeColor(color: string): this;
    fillColor(color: string): this;
    rect(x: number, y: number, width: number, height: number): this;
    fill(color: string): this;
    stroke(): this;
    addPage(): this;
    bufferedPageRange(): { readonly start: number; readonly count: number };
    switchToPage(page: number): this;
    on(event: "data", listener: (chunk: Uint8Array) => void): this;
    on(event: "end", listener: () => void): this;
    on(event: "error", listener: (error: Error) => void): this;
    end(): void;
  }
}

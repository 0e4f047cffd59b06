import { expect } from "chai";
import { chart } from "../../bench/chart.ts";

const drawn = chart({
  title: "Gas < time",
  x: { label: "trades", log: true, min: 1, max: 1_000 },
  y: { label: "gas", min: 0, max: 20_000_000 },
  lines: [
    {
      name: "batch",
      points: [
        [1, 0],
        [1_000, 20_000_000],
      ],
    },
  ],
  caps: [
    { name: "a transaction", y: () => 10_000_000 },
    { name: "bytes", x: 10 },
  ],
});

describe("A chart", () => {
  it("places values by their axes: corners in the corners", () => {
    expect(drawn).to.include('class="l s0" points="72,376 560,44"');
  });

  it("draws limits across it, and names them", () => {
    expect(drawn).to.match(/class="c d0" points="72,210 .* 560,210"/);
    expect(drawn).to.include('class="c d1" points="234.7,376 234.7,44"');
    for (const name of ["a transaction", "bytes", "batch"]) expect(drawn).to.include(`>${name}<`);
  });

  it("labels powers of ten and round steps", () => {
    const labels = [...drawn.matchAll(/>([\d.]+[kM]?)<\/text>/g)].map(([, label]) => label);
    expect(labels).to.deep.equal(["1", "10", "100", "1k", "0", "5M", "10M", "15M", "20M"]);
  });

  it("escapes what it is told, and follows the reader's scheme", () => {
    expect(drawn).to.include("Gas &lt; time");
    expect(drawn).to.include("prefers-color-scheme:dark");
  });
});

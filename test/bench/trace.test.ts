import { world } from "../support/world.ts";
describe("trace", () => {
  it("x", async () => {
    const w = await world();
    const g1 = await w.signedGrant(w.issuer.address);
    await w.pass.grant(g1.grant, g1.attestations);
    const g2 = await w.signedGrant(w.a.address);
    const tx = await w.pass.grant(g2.grant, g2.attestations);
    const prof = async (tx: any) => {
    const t: any = await w.connection.provider.request({ method: "debug_traceTransaction", params: [tx.hash, {disableMemory:true, disableStack:true, disableStorage:true}] });
    const by: Record<string, [number, number]> = {};
    for (const l of t.structLogs) { (by[l.op] ??= [0,0])[0] += Number(l.gasCost); by[l.op]![1]++; }
    console.log(Number((await tx.wait()).gasUsed), Object.entries(by).sort((x,y)=>y[1][0]-x[1][0]).slice(0,22).map(([k,v])=>`${k} ${v[0]} (${v[1]})`).join("\n"), "data bytes", (tx.data.length-2)/2);
    };
    await prof(tx);
  });
});

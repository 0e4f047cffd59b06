import { registerAt } from "../../../../sdk/register/registerAt.ts";
import { rpcAt } from "../../../../sdk/register/rpcAt.ts";

// A process of its own, so that its memory is the register's: prints what it took as JSON. Only loaded, it does nothing.

if (process.argv[1] === import.meta.filename) {
  const [url = "", token = "", pass = "", index] = process.argv.slice(2);
  const rpc = rpcAt(url);
  let fetching = 0;
  const provider: typeof rpc = {
    async send(method, params) {
      const from = performance.now();
      const answer = await rpc.send(method, params);
      if (method === "eth_getLogs") fetching += performance.now() - from;
      return answer;
    },
  };
  const from = performance.now();
  const register = await registerAt({
    provider,
    token,
    pass,
    ...(index === undefined ? {} : { index }),
  });
  const took = performance.now() - from;
  const { maxRSS } = process.resourceUsage();
  const { digest, block, investors } = register;
  const lots = investors.flatMap(({ wallets }) => wallets.flatMap((wallet) => wallet.lots)).length;
  console.log(JSON.stringify({ took, fetching, maxRSS, digest, block, lots }));
}

-- Posts a message of about 120 bytes. BENCH_PATH is the path of an application's chats, BENCH_CHATS how many there are: 1 is the hot chat.
local path, chats = os.getenv("BENCH_PATH"), tonumber(os.getenv("BENCH_CHATS"))
local text = string.rep("the quick brown fox jumps over it ", 3)
local next, errors = 0, 0
wrk.headers["Content-Type"] = "application/json"

request = function()
  next = next + 1
  return wrk.format("POST", path .. (next % chats + 1) .. "/messages", nil, '{"body":"' .. text .. next .. '","sender":"ann"}')
end

done = function(summary, latency)
  local e = summary.errors
  io.write(string.format("BENCH requests=%d micros=%d p50=%d p99=%d refused=%d broken=%d\n", summary.requests, summary.duration,
    latency:percentile(50), latency:percentile(99), e.status, e.connect + e.read + e.write + e.timeout))
end

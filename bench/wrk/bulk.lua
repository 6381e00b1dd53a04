-- Posts messages in bulks of BENCH_SIZE. With BENCH_RATE, that many bulks a second and no more; with BENCH_PREFER, as that header says.
dofile(os.getenv("BENCH_WRK") .. "/report.lua")
local words = dofile(os.getenv("BENCH_WRK") .. "/words.lua")

local path, chats = os.getenv("BENCH_PATH"), tonumber(os.getenv("BENCH_CHATS"))
local size, rate = tonumber(os.getenv("BENCH_SIZE")), tonumber(os.getenv("BENCH_RATE") or "0")
local requests, at = {}, 0
wrk.headers["Content-Type"] = "application/json"
if os.getenv("BENCH_PREFER") then wrk.headers["Prefer"] = os.getenv("BENCH_PREFER") end

init = function()
  for i = 1, math.min(chats, math.floor(40000 / size)) do
    local items = {}
    for j = 1, size do items[j] = '{"body":"' .. words.text() .. '","sender":"ann"}' end
    local body = '{"messages":[' .. table.concat(items, ",") .. ']}'
    requests[i] = wrk.format("POST", path .. (i % chats + 1) .. "/messages/bulk", nil, body)
  end
end

request = function()
  at = at % #requests + 1
  return requests[at]
end

if rate > 0 then
  local ffi = require("ffi")
  ffi.cdef[[ struct bench_time { long seconds; long nanos; }; int clock_gettime(int clock, struct bench_time *time); ]]
  local time, due = ffi.new("struct bench_time"), 0
  -- Each request has its place in time, whatever became of those before it: a server that falls behind is sent more at once.
  delay = function()
    ffi.C.clock_gettime(1, time)
    local now = tonumber(time.seconds) * 1000 + tonumber(time.nanos) / 1e6
    if due == 0 then due = now end
    due = due + 1000 / rate
    return math.max(0, math.floor(due - now))
  end
end

-- delay for wrk: BENCH_RATE requests a second and no more. Each request has its place in time, whatever became of those before it:
-- a server that falls behind is sent more at once.
local rate = tonumber(os.getenv("BENCH_RATE") or "0")
if rate == 0 then return nil end

local ffi = require("ffi")
ffi.cdef[[ struct bench_time { long seconds; long nanos; }; int clock_gettime(int clock, struct bench_time *time); ]]
local time, due = ffi.new("struct bench_time"), 0
return function()
  ffi.C.clock_gettime(1, time)
  local now = tonumber(time.seconds) * 1000 + tonumber(time.nanos) / 1e6
  if due == 0 then due = now end
  due = due + 1000 / rate
  return math.max(0, math.floor(due - now))
end

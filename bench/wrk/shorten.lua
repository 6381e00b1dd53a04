-- Shortens URLs one by one, another one each time.
dofile(os.getenv("BENCH_WRK") .. "/report.lua")

local url, made = os.getenv("BENCH_TARGET"), 0
wrk.headers["Content-Type"] = "application/json"

request = function()
  made = made + 1
  return wrk.format("POST", "/shorten", nil, '{"url":"' .. url .. "/one-by-one/" .. made .. '"}')
end

-- Asks, in turn, for what is listed in the file BENCH_LIST: a path a line, and behind a tab the tag that the answer is known by. With
-- BENCH_AGENT, as that browser.
dofile(os.getenv("BENCH_WRK") .. "/report.lua")

local requests = dofile(os.getenv("BENCH_WRK") .. "/turns.lua")

if os.getenv("BENCH_AGENT") then wrk.headers["User-Agent"] = os.getenv("BENCH_AGENT") end

init = function()
  for line in io.lines(os.getenv("BENCH_LIST")) do
    local path, tag = line:match("^([^\t]+)\t?(.*)$")
    requests[#requests + 1] = wrk.format("GET", path, tag ~= "" and { ["If-None-Match"] = tag } or nil)
  end
end

delay = dofile(os.getenv("BENCH_WRK") .. "/rate.lua")

-- Posts messages one by one. BENCH_PATH is the path of an application's chats, BENCH_CHATS how many there are: 1 is the hot chat; BENCH_PREFER is what
-- requests prefer, if anything.
dofile(os.getenv("BENCH_WRK") .. "/report.lua")
local words = dofile(os.getenv("BENCH_WRK") .. "/words.lua")

local path, chats = os.getenv("BENCH_PATH"), tonumber(os.getenv("BENCH_CHATS"))
local requests = dofile(os.getenv("BENCH_WRK") .. "/turns.lua")
wrk.headers["Content-Type"] = "application/json"
local prefer = os.getenv("BENCH_PREFER")
if prefer and prefer ~= "" then wrk.headers["Prefer"] = prefer end

init = function()
  for i = 1, 4000 do
    local body = '{"body":"' .. words.text() .. '","sender":"ann"}'
    requests[i] = wrk.format("POST", path .. (i % chats + 1) .. "/messages", nil, body)
  end
end

delay = dofile(os.getenv("BENCH_WRK") .. "/rate.lua")

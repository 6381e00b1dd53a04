-- Posts messages in bulks of BENCH_SIZE. With BENCH_PREFER, as that header says.
dofile(os.getenv("BENCH_WRK") .. "/report.lua")
local words = dofile(os.getenv("BENCH_WRK") .. "/words.lua")

local path, chats = os.getenv("BENCH_PATH"), tonumber(os.getenv("BENCH_CHATS"))
local size = tonumber(os.getenv("BENCH_SIZE"))
local requests = dofile(os.getenv("BENCH_WRK") .. "/turns.lua")
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

delay = dofile(os.getenv("BENCH_WRK") .. "/rate.lua")

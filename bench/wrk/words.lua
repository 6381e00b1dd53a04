-- Texts of about 120 bytes, as varied as talk is, and the same in each run. `Words` of the bench makes the same ones.
local words = {}
for line in io.lines(os.getenv("BENCH_WRK") .. "/words.txt") do
  for word in line:gmatch("%S+") do words[#words + 1] = word end
end

-- After Lehmer: the product stays below 2^53, and is exact.
local seed = 20
local function chance(n)
  seed = seed * 16807 % 2147483647
  return seed % n + 1
end

local M = {}
function M.text()
  local text = words[chance(#words)]
  while #text < 115 do text = text .. " " .. words[chance(#words)] end
  return text
end
return M

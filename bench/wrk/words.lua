-- Texts of about 120 bytes, as varied as talk is, and the same in each run.
local words = {}
for word in ([[the of and to in is you that it he was for on are as with his they at be this have from or one had by word but not what all
  were we when your can said there use an each which she do how their if will up other about out many then them these so some her would make
  like him into time has look two more write go see number no way could people my than first water been call who oil its now find long down
  day did get come made may part over new sound take only little work know place year live me back give most very after thing our just name
  good sentence man think say great where help through much before line right too mean old any same tell boy follow came want show also around
  form three small set put end does another well large must big even such because turn here why ask went men read need land different home us
  move try kind hand picture again change off play spell air away animal house point page letter mother answer found study still learn]]):gmatch("%a+") do
  words[#words + 1] = word
end

local seed = 20
local function chance(n)
  seed = (seed * 1103515245 + 12345) % 2147483648
  return math.floor(seed / 65536) % n + 1
end

local M = {}
function M.text()
  local text = words[chance(#words)]
  while #text < 115 do text = text .. " " .. words[chance(#words)] end
  return text
end
return M

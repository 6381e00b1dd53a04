-- Sends the requests of a list in turn, over and over. The list is filled before the clock runs: the generator shares the machine with what
-- it measures.
local requests, at = {}, 0

request = function()
  at = at % #requests + 1
  return requests[at]
end

return requests

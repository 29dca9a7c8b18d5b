-- What wrk sends: the targets of a file one after the other, numbered where a number is given.
-- wrk -s load.lua URL -- TARGETS [FIRST]

local targets, number, before, after = {}, nil, "GET ", ""

function init(arguments)
   for line in io.lines(arguments[1]) do targets[#targets + 1] = line end
   number = tonumber(arguments[2])
   after = " HTTP/1.1\r\n"
   for name, value in pairs(wrk.headers) do after = after .. name .. ": " .. value .. "\r\n" end
   after = after .. "\r\n"
end

local sent = 0

function request()
   sent = sent + 1
   local target = targets[sent % #targets + 1]
   if number then target = target .. string.format("%d", number + sent) end
   return before .. target .. after
end

function done(summary, latency, _)
   local errors = summary.errors
   io.write(string.format(
      '\nsummary {"requests": %d, "seconds": %f, "refused": %d, "broken": %d, ' ..
      '"median": %f, "p99": %f}\n',
      summary.requests, summary.duration / 1e6, errors.status,
      errors.connect + errors.read + errors.write + errors.timeout,
      latency:percentile(50) / 1e6, latency:percentile(99) / 1e6))
end

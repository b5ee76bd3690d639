#include "sandbox/engine/surroundings.h"

#include <utility>

#include "sandbox/file_table.h"
#include "sandbox/wire.h"

namespace gavel::sandbox {
namespace {

// Of a table that stays.
bool AddFiles(const std::string& bytes, bool are_sources, uint32_t streams) {
  Surroundings& process = ProcessSurroundings();
  FileTable table;
  if (!DecodeFileTable(bytes, table)) return false;
  for (const absl::string_view argument : table.arguments) {
    process.arguments.emplace_back(argument);
  }
  for (const FileTable::File& file : table.files) {
    GivenContent content{file.content.data(), -1, file.size};
    if (file.stream != FileTable::kHere) {
      const auto stream = static_cast<wire::Stream>(
          static_cast<int32_t>(wire::Stream::kFirstFile) + file.stream);
      if (file.stream < 0 || stream > wire::Stream::kLastFile ||
          (streams & wire::StreamBit(stream)) == 0) {
        return false;
      }
      content.fd = wire::StreamFd(stream);
    }
    process.volume.AddFile(file.name, content, are_sources);
  }
  for (const absl::string_view directory : table.writable) {
    process.volume.AllowWriting(directory);
  }
  return true;
}

}  // namespace

Surroundings& ProcessSurroundings() {
  // Never destroyed, like all that a process has.
  static auto* const surroundings = new Surroundings;
  return *surroundings;
}

bool TakeSourceFiles(std::string table) {
  const auto* const kept = new std::string(std::move(table));
  return AddFiles(*kept, true, 0);
}

bool TakeRunFiles(uint32_t streams, std::string table) {
  if ((streams & wire::StreamBit(wire::Stream::kWritten)) != 0) {
    ProcessSurroundings().written_fd = wire::StreamFd(wire::Stream::kWritten);
  }
  const auto* const kept = new std::string(std::move(table));
  return AddFiles(*kept, false, streams);
}

void SaveWrittenFiles() {
  const Surroundings& process = ProcessSurroundings();
  if (process.written_fd >= 0) process.volume.Save(process.written_fd);
}

}  // namespace gavel::sandbox

#include "sandbox/file_table.h"

#include <cstring>

namespace gavel::sandbox {
namespace {

template <typename Number>
void Put(Number number, std::string& to) {
  to.append(reinterpret_cast<const char*>(&number), sizeof(number));
}

void PutText(absl::string_view text, std::string& to) {
  Put(static_cast<uint32_t>(text.size()), to);
  to.append(text.data(), text.size());
}

void PutTexts(const std::vector<absl::string_view>& texts, std::string& to) {
  Put(static_cast<uint32_t>(texts.size()), to);
  for (const absl::string_view text : texts) PutText(text, to);
}

template <typename Number>
bool Take(absl::string_view& from, Number& number) {
  if (from.size() < sizeof(number)) return false;
  std::memcpy(&number, from.data(), sizeof(number));
  from.remove_prefix(sizeof(number));
  return true;
}

bool TakeBytes(absl::string_view& from, uint64_t size,
               absl::string_view& bytes) {
  if (from.size() < size) return false;
  bytes = from.substr(0, size);
  from.remove_prefix(size);
  return true;
}

bool TakeText(absl::string_view& from, absl::string_view& text) {
  uint32_t size = 0;
  return Take(from, size) && TakeBytes(from, size, text);
}

bool TakeTexts(absl::string_view& from, std::vector<absl::string_view>& texts) {
  uint32_t count = 0;
  if (!Take(from, count)) return false;
  for (uint32_t i = 0; i < count; ++i) {
    if (!TakeText(from, texts.emplace_back())) return false;
  }
  return true;
}

bool TakeFile(absl::string_view& from, FileTable::File& file) {
  if (!TakeText(from, file.name) || !Take(from, file.stream) ||
      !Take(from, file.size) || file.size < 0) {
    return false;
  }
  return file.stream != FileTable::kHere ||
         TakeBytes(from, static_cast<uint64_t>(file.size), file.content);
}

}  // namespace

std::string EncodeFileTable(const FileTable& table) {
  std::string bytes;
  PutTexts(table.arguments, bytes);
  PutTexts(table.writable, bytes);
  for (const FileTable::File& file : table.files) {
    PutText(file.name, bytes);
    Put(file.stream, bytes);
    Put(file.size, bytes);
    bytes.append(file.content.data(), file.content.size());
  }
  return bytes;
}

bool DecodeFileTable(absl::string_view bytes, FileTable& table) {
  if (!TakeTexts(bytes, table.arguments) || !TakeTexts(bytes, table.writable)) {
    return false;
  }
  while (!bytes.empty()) {
    if (!TakeFile(bytes, table.files.emplace_back())) return false;
  }
  return true;
}

}  // namespace gavel::sandbox

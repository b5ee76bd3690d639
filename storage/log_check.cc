#include "storage/log_check.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <fstream>
#include <optional>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"

namespace gavel::storage {
namespace {

constexpr size_t kHeader = 32;
constexpr size_t kFrameHeader = 24;
constexpr uint32_t kMagic = 0x377f0682;  // plus 1 for big-endian checksums

uint32_t BigEndian(absl::string_view bytes, size_t offset) {
  uint32_t value = 0;
  for (size_t i = 0; i < 4; ++i) {
    value = value << 8 | static_cast<uint8_t>(bytes[offset + i]);
  }
  return value;
}

struct Checksum {
  uint32_t first = 0;
  uint32_t second = 0;
  friend bool operator==(const Checksum&, const Checksum&) = default;
};

// The size is a multiple of 8.
Checksum Add(Checksum sum, absl::string_view bytes, bool big_endian) {
  for (size_t i = 0; i + 8 <= bytes.size(); i += 8) {
    uint32_t one = BigEndian(bytes, i);
    uint32_t two = BigEndian(bytes, i + 4);
    if (!big_endian) {
      one = __builtin_bswap32(one);
      two = __builtin_bswap32(two);
    }
    sum.first += one + sum.second;
    sum.second += two + sum.first;
  }
  return sum;
}

struct Header {
  bool big_endian = false;
  size_t page_size = 0;
  std::string salts;
  Checksum sum;
};

// nullopt for one that is wrong.
std::optional<Header> ParseHeader(absl::string_view bytes) {
  const uint32_t magic = BigEndian(bytes, 0);
  if (magic != kMagic && magic != kMagic + 1) return std::nullopt;
  Header header;
  header.big_endian = magic == kMagic + 1;
  header.page_size = BigEndian(bytes, 8);
  header.salts = std::string(bytes.substr(16, 8));
  header.sum = {BigEndian(bytes, 24), BigEndian(bytes, 28)};
  if (header.page_size < 512 || header.page_size > 65536) return std::nullopt;
  if (Add({}, bytes.substr(0, 24), header.big_endian) != header.sum) {
    return std::nullopt;
  }
  return header;
}

// A frame as it is, and what its checksum should be after a frame with another.
struct Frame {
  Frame(const Header& header, absl::string_view bytes)
      : bytes_(bytes), header_(header) {}

  bool salted() const { return bytes_.substr(8, 8) == header_.salts; }
  bool commits() const { return BigEndian(bytes_, 4) != 0; }
  Checksum stored() const {
    return {BigEndian(bytes_, 16), BigEndian(bytes_, 20)};
  }
  Checksum Computed(Checksum before) const {
    return Add(Add(before, bytes_.substr(0, 8), header_.big_endian),
               bytes_.substr(kFrameHeader), header_.big_endian);
  }
  bool Follows(Checksum before) const {
    return salted() && Computed(before) == stored();
  }

 private:
  const absl::string_view bytes_;
  const Header& header_;
};

bool Read(std::ifstream& file, std::string& bytes) {
  return static_cast<bool>(
      file.read(bytes.data(), static_cast<std::streamsize>(bytes.size())));
}

absl::Status Damaged(const std::string& path, int64_t offset) {
  return absl::DataLossError(absl::StrCat(
      "reading ", path, ": damaged at byte ", offset,
      ", with commits after it that would be lost: restore a backup"));
}

// Commits that follow each other without a gap, from the frame after one that
// is wrong. `before` is what that one says its checksum is, `instead` what it
// should be.
int CountCommits(std::ifstream& file, const Header& header, std::string& buffer,
                 Checksum before, Checksum instead) {
  int commits = 0;
  while (Read(file, buffer)) {
    const Frame frame(header, buffer);
    if (!frame.Follows(before) && !frame.Follows(instead)) break;
    if (frame.commits()) ++commits;
    before = instead = frame.stored();
  }
  return commits;
}

}  // namespace

absl::Status CheckLog(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::string buffer(kHeader, '\0');
  if (!file.is_open() || !Read(file, buffer)) return absl::OkStatus();
  const std::optional<Header> header = ParseHeader(buffer);
  if (!header.has_value()) {
    const bool empty = std::all_of(buffer.begin(), buffer.end(),
                                   [](char byte) { return byte == '\0'; });
    return empty ? absl::OkStatus() : Damaged(path, 0);
  }
  Checksum sum = header->sum;
  buffer.resize(kFrameHeader + header->page_size);
  for (int64_t offset = kHeader; Read(file, buffer);
       offset += static_cast<int64_t>(buffer.size())) {
    const Frame frame(*header, buffer);
    if (frame.Follows(sum)) {
      sum = frame.stored();
      continue;
    }
    const int own = frame.salted() && frame.commits() ? 1 : 0;
    const int after = CountCommits(file, *header, buffer, frame.stored(),
                                   frame.Computed(sum));
    return own + after < 2 ? absl::OkStatus() : Damaged(path, offset);
  }
  return absl::OkStatus();
}

}  // namespace gavel::storage

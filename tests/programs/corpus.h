// The corpus of hostile programs and what each of them must get.
//
// Shape:   MANIFEST.tsv has a line for each program: name, CPU limit in
//          seconds, verdicts, reasons, what it attacks. NAME.js is the source,
//          NAME.in its input (default: none), NAME.out what an accepted program
//          prints (default: "ok"). In all three, «1000×text» stands for text a
//          thousand times.
// Errors:  a file that is missing or malformed fails the test
#ifndef GAVEL_TESTS_PROGRAMS_CORPUS_H_
#define GAVEL_TESTS_PROGRAMS_CORPUS_H_

#include <ostream>
#include <string>
#include <vector>

namespace gavel::programs {

struct Program {
  std::string name;
  std::string cpu_seconds;
  // Verdict codes, or "refused" for what is no submission at all.
  std::vector<std::string> verdicts;
  // Names of reasons; "-" for none.
  std::vector<std::string> reasons;
};

// The name alone: tests are found by it.
void PrintTo(const Program& program, std::ostream* out);

// In the order of the manifest.
std::vector<Program> LoadCorpus();

std::string SourceOf(const Program& program);

// A problem with one test case.
struct Package {
  std::string id;
  std::string cpu_seconds;
  std::string input;
  std::string answer;
};

// Programs without input and with the default output share theirs.
Package PackageOf(const Program& program);

// Writes a package below the directory; its path.
std::string WritePackage(const std::string& directory, const Package& package);

// Replaces each «N×text» by N times the text.
std::string Expand(const std::string& text);

}  // namespace gavel::programs

#endif  // GAVEL_TESTS_PROGRAMS_CORPUS_H_

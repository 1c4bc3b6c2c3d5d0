// SPDX-License-Identifier: GPL-3.0-or-later
// fuzz_NAME CORPUS [SECONDS [SEED]]: runs every file of the folder CORPUS, then changed ones for so long. The
// seed is printed; what made the program abort is kept as crash-SEED in the folder that it runs in, to be put
// into the corpus.
#include "tests/fuzz/driver.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>
#include <string>
#include <vector>

namespace {

using Input = std::vector<std::uint8_t>;

constexpr std::size_t kLongestInput = 64 * 1024;

const Input *g_running = nullptr; ///< for the handler of the abort
std::string g_crashFile;

extern "C" void keepInput(int)
{
    if (std::FILE *file = g_running ? std::fopen(g_crashFile.c_str(), "wb") : nullptr) {
        std::fwrite(g_running->data(), 1, g_running->size(), file);
        std::fclose(file);
        std::fprintf(stderr, "the input is in %s\n", g_crashFile.c_str());
    }
    std::signal(SIGABRT, SIG_DFL);
    std::abort();
}

void run(const Input &input)
{
    g_running = &input;
    LLVMFuzzerTestOneInput(input.data(), input.size());
    g_running = nullptr;
}

std::vector<Input> read(const std::filesystem::path &folder)
{
    std::vector<std::filesystem::path> files;
    for (const auto &entry : std::filesystem::directory_iterator(folder)) {
        if (entry.is_regular_file())
            files.push_back(entry.path());
    }
    std::ranges::sort(files); // a seed means the same everywhere
    std::vector<Input> inputs;
    for (const auto &file : files) {
        std::ifstream in(file, std::ios::binary);
        inputs.emplace_back(std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>());
    }
    return inputs;
}

class Changer
{
public:
    Changer(const std::vector<Input> &corpus, std::uint64_t seed) : m_corpus(corpus), m_random(seed) {}

    Input next()
    {
        Input input = m_corpus[below(m_corpus.size())];
        for (std::size_t changes = 1 + below(6); changes > 0; --changes)
            change(input);
        if (input.size() > kLongestInput)
            input.resize(kLongestInput);
        return input;
    }

private:
    std::size_t below(std::size_t bound) { return bound == 0 ? 0 : std::size_t(m_random() % bound); }

    void insert(Input &input, const Input &bytes)
    {
        input.insert(input.begin() + std::ptrdiff_t(below(input.size() + 1)), bytes.begin(), bytes.end());
    }

    /// A stretch of `from`, mostly short.
    Input stretch(const Input &from)
    {
        const std::size_t begin = below(from.size() + 1);
        const std::size_t most =
            std::min(from.size() - begin, below(8) == 0 ? kLongestInput : std::size_t(32));
        const auto first = from.begin() + std::ptrdiff_t(begin);
        return {first, first + std::ptrdiff_t(below(most + 1))};
    }

    void remove(Input &input)
    {
        const std::size_t begin = below(input.size() + 1);
        const auto first = input.begin() + std::ptrdiff_t(begin);
        input.erase(first,
                    first + std::ptrdiff_t(below(std::min<std::size_t>(33, input.size() - begin + 1))));
    }

    void putWord(Input &input)
    {
        const auto words = muster::fuzz::words();
        if (words.empty())
            return;
        const std::string_view word = words[below(words.size())];
        insert(input, Input(word.begin(), word.end()));
    }

    void changeByte(Input &input)
    {
        static constexpr std::array<std::uint8_t, 10> kSpecial{0, 1, 9, 10, 13, 32, 127, 128, 254, 255};
        if (input.empty())
            return;
        std::uint8_t &byte = input[below(input.size())];
        if (byte >= '0' && byte <= '9' && below(2) == 0)
            byte = std::uint8_t('0' + below(10));
        else
            byte = below(2) == 0 ? kSpecial[below(kSpecial.size())] : std::uint8_t(byte ^ (1U << below(8)));
    }

    void change(Input &input)
    {
        switch (below(7)) {
        case 0:
        case 1:
            changeByte(input);
            break;
        case 2:
            putWord(input);
            break;
        case 3:
            remove(input);
            break;
        case 4:
            insert(input, stretch(input));
            break;
        case 5:
            insert(input, stretch(m_corpus[below(m_corpus.size())]));
            break;
        case 6:
            insert(input, Input(below(below(16) == 0 ? 9000 : 8), std::uint8_t(m_random() & 0xffU)));
            break;
        }
    }

    const std::vector<Input> &m_corpus;
    std::mt19937_64 m_random;
};

} // namespace

void muster::fuzz::check(bool holds, const char *what)
{
    if (holds)
        return;
    std::fprintf(stderr, "does not hold: %s\n", what);
    std::abort();
}

int main(int argc, char **argv)
{
    if (argc < 2) {
        std::fprintf(stderr, "%s CORPUS [SECONDS [SEED]]\n", argv[0]);
        return 2;
    }
    const double seconds = argc > 2 ? std::strtod(argv[2], nullptr) : 0;
    const std::uint64_t seed = argc > 3 ? std::strtoull(argv[3], nullptr, 10) : std::random_device()();
    std::printf("seed %llu\n", static_cast<unsigned long long>(seed));
    std::fflush(stdout);
    g_crashFile = "crash-" + std::to_string(seed);
    std::signal(SIGABRT, keepInput);
    std::signal(SIGSEGV, keepInput);

    const std::vector<Input> corpus = read(argv[1]);
    if (corpus.empty()) {
        std::fprintf(stderr, "there is nothing in %s\n", argv[1]);
        return 2;
    }
    std::ranges::for_each(corpus, run);
    Changer changer(corpus, seed);
    unsigned long long rounds = 0;
    const auto end = std::chrono::steady_clock::now() + std::chrono::duration<double>(seconds);
    for (; std::chrono::steady_clock::now() < end; ++rounds)
        run(changer.next());
    std::printf("%zu files and %llu changed ones\n", corpus.size(), rounds);
    return 0;
}

# lencurve: measures how well a language model obeys a length instruction.
# `make help` lists the targets. A new source file needs no line here.

# Builds of different kinds have different directories, binary included.
BUILD  ?= build
OPT    ?= -O2 -g
SAN    ?=
PREFIX ?= /usr/local
ifeq ($(origin CC),default)
CC     := gcc
endif

WARN := -Wall -Wextra -Wconversion -Wshadow -Wstrict-prototypes \
        -Wmissing-prototypes -Wvla -Werror
LIBS := libcurl libcjson libmicrohttpd libcrypto xlsxwriter libutf8proc zlib libzstd
CPPFLAGS += -Isrc -D_XOPEN_SOURCE=700 -D_DEFAULT_SOURCE
CFLAGS   += -std=c11 $(OPT) $(SAN) $(WARN) -pthread -ffp-contract=off \
            $(shell pkg-config --cflags $(LIBS) 2>/dev/null)
LDFLAGS  += $(SAN) -pthread
LDLIBS   += $(shell pkg-config --libs $(LIBS) 2>/dev/null) -lm
LOCAL_LDLIBS := $(shell pkg-config --libs libcjson libutf8proc zlib libzstd 2>/dev/null) -lm

# Debian packages: to build and draw, to test, to benchmark.
PKG_RUN   := gcc libc6-dev pkg-config libcurl4-openssl-dev libcjson-dev \
             libmicrohttpd-dev libssl-dev libxlsxwriter-dev libutf8proc-dev zlib1g-dev libzstd-dev \
             gnuplot-nox fonts-wqy-microhei \
             ca-certificates
PKG_TEST  := $(PKG_RUN) libcriterion-dev clang \
             libclang-rt-14-dev clang-format shellcheck universal-ctags \
             man-db groff fish zsh poppler-utils \
             git jq procps curl unzip openssl python3 parallel
PKG_SLURM := $(PKG_TEST) slurmctld slurmd slurm-client munge
PKG_BENCH := $(PKG_RUN) g++ libsimdjson-dev libicu-dev libunistring-dev \
             libutf8proc-dev coreutils openssl time

.PHONY: all
all: $(BUILD)/lencurve $(BUILD)/lencurve-net

.PHONY: help
help:
	@echo "make             build $(BUILD)/lencurve"
	@echo "make run         set up, build, sweep the two reference models"
	@echo "make test        set up, then every test"
	@echo "make unit | cli | hostile | e2e | page | real | sdk | fuzz-replay | lint    one kind"
	@echo "make test-slurm  the ready file for Slurm, on a cluster of four nodes on this machine"
	@echo "make fuzz T=name SECONDS=60    run one fuzz target"
	@echo "make bench       benchmarks with their peers -> results/bench"
	@echo "make study       do the intervals hold? -> bench/STUDY.md (STUDY=nights: that table)"
	@echo "make odds        learn refusals anew from tests/cases"
	@echo "make lib | install-lib | neon    the counting library, its tests on ARM"
	@echo "make install | uninstall     PREFIX=$(PREFIX)"
	@echo "make deb         Debian packages -> $(BUILD)/deb"
	@echo "make format | clean"

# ---- set-up ---------------------------------------------------------------

.PHONY: setup-run setup-test setup-bench
setup-run setup-test setup-bench: setup-%:
	@tests/setup.sh $(PKG_$(if $(filter run,$*),RUN,$(if \
		$(filter test,$*),TEST,BENCH)))

# ---- building -------------------------------------------------------------

SRC  := $(sort $(wildcard src/*/*.c))
OBJ  := $(SRC:src/%.c=$(BUILD)/obj/%.o)
MAIN := $(BUILD)/obj/main.o
NET  := $(BUILD)/obj/main_net.o
LIB  := $(BUILD)/liblencurve.a

# An instruction set goes on the one object that needs it.
ifneq ($(filter x86_64%,$(shell $(CC) -dumpmachine 2>/dev/null)),)
$(BUILD)/obj/text/kernel_avx2.o $(BUILD)/lencount/kernel_avx2.o: \
	CFLAGS += -mavx2 -mbmi -mbmi2 -mpopcnt
$(BUILD)/obj/text/kernel_avx512.o $(BUILD)/lencount/kernel_avx512.o: \
	CFLAGS += -mavx512f -mavx512bw -mavx512vl -mavx512vbmi -mbmi -mbmi2 \
	-mpopcnt
endif

# The gnuplot scripts of plots/ go into the binary as C strings.
PLOTS := $(sort $(wildcard plots/*.gp))
OBJ   += $(BUILD)/gen/gnuplot_scripts.o
$(BUILD)/gen/gnuplot_scripts.c: $(PLOTS)
	@mkdir -p $(@D)
	@{ echo '#include "report/gnuplot.h"'; \
	echo 'const struct gnuplot_script gnuplot_scripts[] = {'; \
	for f in $(PLOTS); do echo "{ \"$${f##*/}\","; \
		sed -e 's/[\\"]/\\&/g' -e 's/.*/"&\\n"/' "$$f"; echo "},"; \
	done; echo '{ NULL, NULL } };'; } > $@
# So do the style and the script of the page, squeezed by page.awk.
PAGE := $(sort $(wildcard src/report/page/*))
OBJ  += $(BUILD)/gen/page_files.o
$(BUILD)/gen/page_files.c: $(PAGE) src/report/page.awk
	@mkdir -p $(@D)
	@{ printf '#include <stddef.h>\n#include "report/html_file.h"\n'; \
	echo 'const struct html_file html_files[] = {'; \
	for f in $(PAGE); do echo "{ \"$${f##*/}\","; \
		awk -f src/report/page.awk "$$f" | \
			sed -e 's/[\\"?]/\\&/g' -e 's/.*/"&\\n"/'; \
		echo "},"; \
	done; echo '{ NULL, NULL } };'; } > $@
# By what is measured: rows that other sources made are not taken over.
MEASURES := $(sort $(wildcard $(patsubst %,src/%/*.[ch],base text data sweep \
              store measure) src/text/*.inc))
OBJ += $(BUILD)/gen/kept_code.o
$(BUILD)/gen/kept_code.c: $(MEASURES)
	@mkdir -p $(@D)
	@{ echo '#include "measure/kept.h"'; \
	cat $(MEASURES) | sha256sum | \
		sed 's/ .*/";/; s/^/const char kept_code[] = "/'; } > $@
$(BUILD)/gen/%.o: $(BUILD)/gen/%.c $(BUILD)/flags
	$(CC) $(CPPFLAGS) $(CFLAGS) -MMD -MP -c -o $@ $<

# Other flags make other objects.
$(BUILD)/flags: FORCE
	@mkdir -p $(@D)
	@echo '$(CC) $(OPT) $(SAN)' | cmp -s - $@ || echo '$(CC) $(OPT) $(SAN)' > $@
.PHONY: FORCE

# Two programs: what reads files links little and starts at once; what speaks
# HTTP is started by it, or by itself.
$(BUILD)/lencurve: $(MAIN) $(LIB)
	$(CC) $(LDFLAGS) -o $@ $(MAIN) $(LIB) $(LOCAL_LDLIBS)
$(BUILD)/lencurve-net: $(NET) $(LIB)
	$(CC) $(LDFLAGS) -o $@ $(NET) $(LIB) $(LDLIBS)

$(LIB): $(OBJ)
	@rm -f $@
	ar rcs $@ $(OBJ)

$(BUILD)/obj/%.o: src/%.c $(BUILD)/flags
	@mkdir -p $(@D)
	$(CC) $(CPPFLAGS) $(CFLAGS) -MMD -MP -c -o $@ $<

$(BUILD)/tests/%.o: tests/%.c $(BUILD)/flags
	@mkdir -p $(@D)
	$(CC) $(CPPFLAGS) -I. $(CFLAGS) -MMD -MP -c -o $@ $<

# Every tests/unit/*.c goes into one Criterion binary.
UNIT_OBJ := $(patsubst tests/%.c,$(BUILD)/tests/%.o,\
              $(sort $(wildcard tests/unit/*.c)))
$(BUILD)/unit: $(UNIT_OBJ) $(LIB)
	$(CC) $(LDFLAGS) -o $@ $(UNIT_OBJ) $(LIB) $(LDLIBS) -lcriterion \
		-lutf8proc

# Every tests/fuzz/fuzz_NAME.c is a target of its own.
FUZZ := $(patsubst tests/fuzz/fuzz_%.c,%,$(sort $(wildcard tests/fuzz/fuzz_*.c)))
$(BUILD)/replay_%: $(BUILD)/tests/fuzz/fuzz_%.o $(BUILD)/tests/fuzz/replay.o $(LIB)
	$(CC) $(LDFLAGS) -o $@ $^ $(LDLIBS)
$(BUILD)/fuzz_%: $(BUILD)/tests/fuzz/fuzz_%.o $(LIB)
	$(CC) $(LDFLAGS) -fsanitize=fuzzer -o $@ $^ $(LDLIBS)

# Random faults and kills; bench/ and tests/chaos have one program each.
$(BUILD)/chaos: $(BUILD)/tests/chaos/chaos.o $(LIB)
	$(CC) $(LDFLAGS) -o $@ $^ $(LDLIBS)

# ---- the counting library -------------------------------------------------

# One header, nothing to link but libc; only lencount_* can be seen outside.
LENCOUNT     := $(BUILD)/lencount
LENCOUNT_ABI := 0
LENCOUNT_OBJ := $(patsubst %,$(LENCOUNT)/%.o,lencount kernel kernel_scalar \
                  kernel_avx2 kernel_avx512 kernel_neon walk props)
LENCOUNT_VERSION = $(shell sed -n 's/.*_VERSION "\(.*\)"/\1/p' \
                     src/cmd/version.h)

.PHONY: lib install-lib
lib: $(LENCOUNT)/liblencount.a $(LENCOUNT)/liblencount.so.$(LENCOUNT_ABI)

$(LENCOUNT)/%.o: src/text/%.c $(BUILD)/flags
	@mkdir -p $(@D)
	$(CC) $(CPPFLAGS) $(CFLAGS) -fPIC -fvisibility=hidden -MMD -MP -c -o $@ $<
$(LENCOUNT)/liblencount.a: $(LENCOUNT_OBJ)
	@rm -f $@
	$(CC) -nostdlib -r -o $(LENCOUNT)/all.o $(LENCOUNT_OBJ)
	objcopy --localize-hidden $(LENCOUNT)/all.o
	ar rcs $@ $(LENCOUNT)/all.o
$(LENCOUNT)/liblencount.so.$(LENCOUNT_ABI): $(LENCOUNT_OBJ)
	$(CC) $(LDFLAGS) -shared -Wl,-soname,$(@F) -o $@ $(LENCOUNT_OBJ)
$(LENCOUNT)/lencount.pc: src/text/lencount.pc.in src/cmd/version.h
	@mkdir -p $(@D)
	sed -e 's|@PREFIX@|$(PREFIX)|' -e 's|@VERSION@|$(LENCOUNT_VERSION)|' \
		$< > $@

install-lib: lib
	@rm -f $(LENCOUNT)/lencount.pc
	@$(MAKE) --no-print-directory -s $(LENCOUNT)/lencount.pc
	install -D -m 644 src/text/lencount.h $(DESTDIR)$(PREFIX)/include/lencount.h
	install -D -m 644 $(LENCOUNT)/lencount.pc \
		$(DESTDIR)$(PREFIX)/lib/pkgconfig/lencount.pc
	install -m 644 $(LENCOUNT)/liblencount.a $(DESTDIR)$(PREFIX)/lib/
	install -m 755 $(LENCOUNT)/liblencount.so.$(LENCOUNT_ABI) \
		$(DESTDIR)$(PREFIX)/lib/
	ln -sf liblencount.so.$(LENCOUNT_ABI) \
		$(DESTDIR)$(PREFIX)/lib/liblencount.so

# The counting core's tests on AArch64, under qemu: make neon
NEON_CC ?= aarch64-linux-gnu-gcc
NEON_SRC = tests/neon/main.c tests/unit/test_lencount.c \
           tests/unit/test_lencount_kernels.c src/base/rng.c src/base/hash.c \
           $(LENCOUNT_OBJ:$(LENCOUNT)/%.o=src/text/%.c)
.PHONY: neon
neon:
	@mkdir -p $(BUILD)
	$(NEON_CC) -static -Itests/neon $(CPPFLAGS) -std=c11 -O2 $(WARN) \
		-o $(BUILD)/neon $(NEON_SRC) -lm
	qemu-aarch64 $(BUILD)/neon

# Counting beside its peers: make bench-count [MEBI=256]
MEBI ?= 256
COUNT_PEERS := icu-uc simdjson libutf8proc \
               $(shell pkg-config --exists simdutf 2>/dev/null && echo simdutf)
HAVE_UTF    := $(if $(filter simdutf,$(COUNT_PEERS)),-DHAVE_SIMDUTF)
.PHONY: bench-count
$(BUILD)/bench/%.o: bench/%.c $(BUILD)/flags
	@mkdir -p $(@D)
	$(CC) $(CPPFLAGS) -I. $(CFLAGS) -MMD -MP -c -o $@ $<
$(BUILD)/bench/peers.o: CPPFLAGS += $(HAVE_UTF)
$(BUILD)/bench/peers_cpp.o: bench/peers_cpp.cc bench/peers.h
	@mkdir -p $(@D)
	$(CXX) -I. -O2 -std=c++17 $(HAVE_UTF) \
		$$(pkg-config --cflags $(COUNT_PEERS)) -c -o $@ $<
$(BUILD)/bench_count: $(patsubst %,$(BUILD)/bench/%.o,bench_count peers \
                        peers_cpp rows) $(LIB)
	$(CXX) $(LDFLAGS) -o $@ $^ $$(pkg-config --libs $(COUNT_PEERS)) \
		-lunistring $(LDLIBS)
bench-count: $(BUILD)/bench_count all
	$(BUILD)/bench_count results/bench/count.csv $(MEBI)
	bench/count_files.sh $(BUILD)/lencurve results/bench/count.csv

# ---- running --------------------------------------------------------------

.PHONY: run
run: setup-run
	+@$(MAKE) --no-print-directory -s -j$$(nproc) all
	$(BUILD)/lencurve run sweeps/spring-festival.json

# ---- testing --------------------------------------------------------------

# The sanitizer build is what units, exact cases, bad input and replays run,
# thousands of times, and a start is as dear as it has pages: at a fixed address
# no table is relocated, undefined behaviour traps (the stack says where) and has
# no table of its own, lines serve a stack, and the run time is linked in.
ASAN     := BUILD=build-asan OPT="-O1 -g1" \
            SAN="-fsanitize=address,undefined -fsanitize-undefined-trap-on-error -fno-omit-frame-pointer -fno-pie -no-pie -static-libasan"
export ASAN_OPTIONS ?= handle_sigill=1:exitcode=99
SUBMAKE   = $(MAKE) --no-print-directory -s

.PHONY: test
test: setup-test
	@tests/all.sh

.PHONY: build-asan unit cli hostile e2e page real sdk test-slurm fuzz-replay lint clang
build-asan:
	+@$(SUBMAKE) $(ASAN) all
unit:
	+@$(SUBMAKE) $(ASAN) build-asan/unit
	@tests/unit.sh build-asan/unit
cli: build-asan
	@tests/scripts.sh exact tests/cli build-asan
# As it is installed, and with WHOLE=1 in the sanitizer build.
e2e: $(if $(WHOLE),build-asan,all)
	@tests/scripts.sh judge tests/e2e $(if $(WHOLE),build-asan,$(BUILD))
hostile: build-asan
	@tests/scripts.sh judge tests/hostile build-asan
sdk: all
	@tests/scripts.sh judge tests/sdk $(BUILD)
page: all
	@tests/scripts.sh judge tests/page $(BUILD)
real: all
	@tests/scripts.sh judge tests/real $(BUILD)
test-slurm: all
	@tests/setup.sh $(PKG_SLURM)
	@tests/scripts.sh judge tests/cluster $(BUILD)
fuzz-replay:
	+@$(SUBMAKE) $(ASAN) $(FUZZ:%=build-asan/replay_%)
	@tests/fuzz/replay.sh build-asan
# make chaos N=1000 SEED=1: the long run; `make test` has a short one.
N    ?= 25
SEED ?= 1
.PHONY: chaos
chaos:
	@$(SUBMAKE) $(BUILD)/chaos
	@$(BUILD)/chaos $(N) $(SEED)
# The same with the sanitizers; one that hangs has failed.
.PHONY: chaos-asan
chaos-asan:
	+@$(SUBMAKE) $(ASAN) build-asan/chaos
	@timeout 900 build-asan/chaos $(N) $(SEED)
lint:
	@tests/lint/headers.sh $(CC) $(CPPFLAGS) $(CFLAGS)
	@tests/lint/lint.sh
clang:
	+@$(SUBMAKE) BUILD=build-clang CC=clang OPT=-O0 all build-clang/unit

# One fuzz target with libFuzzer: make fuzz T=journal SECONDS=900
SECONDS ?= 60
.PHONY: fuzz
fuzz:
	+@$(SUBMAKE) BUILD=build-fuzz CC=clang OPT="-O1 -g" \
		SAN="-fsanitize=address,undefined,fuzzer-no-link -fno-sanitize-recover=all" \
		build-fuzz/fuzz_$(T)
	@mkdir -p build-fuzz/corpus/$(T)
	build-fuzz/fuzz_$(T) -max_total_time=$(SECONDS) -timeout=10 \
		-rss_limit_mb=2048 build-fuzz/corpus/$(T) tests/fuzz/corpus/$(T)

# ---- the simulation study -------------------------------------------------

# So many curves of each kind, so many bootstrap draws for each curve.
SIMULATIONS ?= 5000
DRAWS       ?= 500
NIGHTS      ?= 1000
STUDY       ?= curves gate compare nights shapes inverse judges
$(BUILD)/study: $(patsubst bench/%.c,$(BUILD)/bench/%.o, \
		$(wildcard bench/study*.c) bench/world.c) $(LIB)
	$(CC) $(LDFLAGS) -o $@ $^ $(LDLIBS)

# Each table takes its place between its two marks.
.PHONY: study
study: $(BUILD)/study
	set -e; for t in $(STUDY); do \
		$< $$t $(SIMULATIONS) $(DRAWS) $(NIGHTS) > $(BUILD)/study-$$t.md; \
		bench/put.sh $$t $(BUILD)/study-$$t.md bench/STUDY.md; done

# ---- benchmarks -----------------------------------------------------------

# All of them beside their peers, on a machine that does nothing else.
.PHONY: bench
bench: setup-bench
	+@$(SUBMAKE) -j$$(nproc) all
	+@$(SUBMAKE) bench-count
	+@$(SUBMAKE) bench-jsonl
	+@$(SUBMAKE) bench-sweep
	+@$(SUBMAKE) bench-millions
	@bench/chart.sh


# The sweep engine against a server that always gives the same answer.
$(BUILD)/bench_sweep: $(patsubst %,$(BUILD)/bench/%.o,bench_sweep sweep_task \
                        sweep_local rows server) $(LIB)
	$(CC) $(LDFLAGS) -o $@ $^ $(LDLIBS) -lssl

$(BUILD)/bench_jsonl: $(BUILD)/bench/bench_jsonl.o $(BUILD)/bench/rows.o $(LIB)
	$(CC) $(LDFLAGS) -o $@ $^ $(LDLIBS)

.PHONY: bench-jsonl
bench-jsonl: all
	@$(SUBMAKE) $(BUILD)/bench_jsonl
	@bench/jsonl.sh $(BUILD)

SWEEP_PARTS ?= ratio makespan parse journal tls memory start
.PHONY: bench-sweep
bench-sweep: all
	@$(SUBMAKE) $(BUILD)/bench_sweep
	@bench/sweep.sh $(BUILD) $(SWEEP_PARTS)

.PHONY: bench-millions
bench-millions: all
	@bench/millions.sh $(BUILD)

# ---- the rest -------------------------------------------------------------

# What is installed below PREFIX: mode, source and place of each file. The
# manual page and the completions are printed by the program itself.
LENCURVE_DOCS := README.md README.zh-CN.md ARCHITECTURE.md STYLE.md LICENSE \
                 sweeps/README.md sweeps/README.zh-CN.md plots/README.md \
                 $(sort $(wildcard plots/gallery/*.png sweeps/cluster/*)) \
                 $(sort $(wildcard sweeps/docs/*.md sweeps/docs/*/*.md)) \
                 $(sort $(wildcard bench/*.md))
INSTALLED = 755:$(BUILD)/lencurve:bin/lencurve \
  755:$(BUILD)/lencurve-net:libexec/lencurve/lencurve-net \
  644:$(BUILD)/gen/lencurve.1:share/man/man1/lencurve.1 \
  644:$(BUILD)/gen/bash:share/bash-completion/completions/lencurve \
  644:$(BUILD)/gen/zsh:share/zsh/site-functions/_lencurve \
  644:$(BUILD)/gen/fish:share/fish/vendor_completions.d/lencurve.fish \
  $(foreach f,$(sort $(wildcard sweeps/*.json sweeps/*.jsonl sweeps/cluster/* sweeps/study/*)),\
    $(if $(filter %.sh,$(f)),755,644):$(f):share/lencurve/$(f)) \
  $(foreach f,$(LENCURVE_DOCS),644:$(f):share/doc/lencurve/$(f))

$(BUILD)/gen/lencurve.1: all
	@$(BUILD)/lencurve help --lang en --man > $@
$(BUILD)/gen/bash $(BUILD)/gen/zsh $(BUILD)/gen/fish: all
	@$(BUILD)/lencurve help --completion $(@F) > $@

.PHONY: install uninstall
install: $(foreach s,lencurve.1 bash zsh fish,$(BUILD)/gen/$(s))
	@set -e; for f in $(INSTALLED); do \
		rest=$${f#*:}; install -D -m "$${f%%:*}" "$${rest%%:*}" \
			"$(DESTDIR)$(PREFIX)/$${rest#*:}"; \
	done
	@echo "lencurve is in $(DESTDIR)$(PREFIX)/bin"
uninstall:
	@for f in $(INSTALLED); do rm -f "$(DESTDIR)$(PREFIX)/$${f##*:}"; done
	@cd "$(DESTDIR)$(PREFIX)" && find libexec/lencurve share/lencurve \
		share/doc/lencurve -depth -type d -exec rmdir {} + \
		2> /dev/null || true

# Debian packages of the program and of the counting library.
.PHONY: deb
deb: all lib
	@tests/deb.sh $(BUILD) $(LENCOUNT_VERSION)

# The charts that the README shows.
.PHONY: gallery
gallery: all
	@mkdir -p plots/gallery
	$(BUILD)/lencurve run sweeps/spring-festival.json -q \
		-o $(BUILD)/gallery/spring-festival
	$(BUILD)/lencurve run sweeps/decoding-grid.json -q --no-plot \
		-o $(BUILD)/gallery/grid
	$(BUILD)/lencurve effects $(BUILD)/gallery/grid -o $(BUILD)/gallery/grid
	cp $(BUILD)/gallery/spring-festival/plots/length.png \
		$(BUILD)/gallery/spring-festival/plots/deviation.png plots/gallery/
	cp $(BUILD)/gallery/grid/effects-2.png plots/gallery/effects.png
	mkdir -p $(BUILD)/gallery/results
	rm -rf $(BUILD)/gallery/results/spring-festival
	cp -r $(BUILD)/gallery/spring-festival $(BUILD)/gallery/results/
	plots/screens.sh $(CURDIR)/$(BUILD)/lencurve \
		$(CURDIR)/$(BUILD)/gallery/results/spring-festival plots/gallery

# The list of all columns and keys, from the tables that write them.
.PHONY: columns
columns: all
	$(BUILD)/lencurve help --columns > $(BUILD)/COLUMNS.md
	mv $(BUILD)/COLUMNS.md bench/COLUMNS.md

# What a refusal sounds like, from the tables of tests/cases.
$(BUILD)/refusals: $(BUILD)/bench/refusals.o $(LIB)
	$(CC) $(LDFLAGS) -o $@ $^ $(LDLIBS)
.PHONY: odds
odds: $(BUILD)/refusals
	bench/refusals.sh $(BUILD) > $(BUILD)/refusal_odds.inc
	mv $(BUILD)/refusal_odds.inc src/text/refusal_odds.inc

.PHONY: format
format:
	clang-format -i $$(git ls-files 'src/*.[ch]' 'tests/*.[ch]' 'bench/*.[ch]')

.PHONY: clean
clean:
	rm -rf build build-*

-include $(wildcard $(BUILD)/gen/*.d $(BUILD)/obj/*.d $(BUILD)/obj/*/*.d $(BUILD)/bench/*.d $(BUILD)/lencount/*.d $(BUILD)/tests/*/*.d)

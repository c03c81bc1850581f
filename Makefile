# lencurve: make (build), make run, make test, make bench, make help.
#
# BUILD names the build directory; sanitizer builds use their own, binary
# included. Sources are found by folder: a new file needs no line here.

BUILD    ?= build
CC       ?= gcc
OPT      ?= -O2 -g
SAN      ?=
PREFIX   ?= /usr/local
WARN     := -Wall -Wextra -Wconversion -Wshadow -Wstrict-prototypes \
            -Wmissing-prototypes -Wvla -Werror
PKGS     := libcurl libcjson libmicrohttpd libutf8proc libcrypto
PKG_CFLAGS = $(shell pkg-config --cflags $(PKGS) 2>/dev/null)
PKG_LIBS   = $(shell pkg-config --libs $(PKGS) 2>/dev/null)
CPPFLAGS += -Isrc -D_XOPEN_SOURCE=700 -D_DEFAULT_SOURCE
CFLAGS   += -std=c11 $(OPT) $(SAN) $(WARN) -pthread -ffp-contract=off
LDFLAGS  += $(SAN) -pthread
LDLIBS   += $(PKG_LIBS) -lm

SRC  := $(sort $(wildcard src/*/*.c))
OBJ  := $(SRC:src/%.c=$(BUILD)/obj/%.o)
MAIN := $(BUILD)/obj/main.o
LIB  := $(BUILD)/liblencurve.a

# An instruction set goes on the one object that needs it.
MACHINE := $(shell $(CC) -dumpmachine | cut -d- -f1)
ifeq ($(MACHINE),x86_64)
$(BUILD)/obj/text/kernel_avx2.o:   CFLAGS += -mavx2 -mbmi -mbmi2 -mpopcnt
$(BUILD)/obj/text/kernel_avx512.o: CFLAGS += -mavx512f -mavx512bw -mavx512vl \
	-mavx512vbmi -mbmi -mbmi2 -mpopcnt
endif

.PHONY: all run test bench format lint clean help
all: $(BUILD)/lencurve

$(BUILD)/lencurve: $(MAIN) $(LIB)
	$(CC) $(LDFLAGS) -o $@ $(MAIN) $(LIB) $(LDLIBS)

$(LIB): $(OBJ)
	@rm -f $@
	ar rcs $@ $(OBJ)

$(BUILD)/obj/%.o: src/%.c
	@mkdir -p $(@D)
	$(CC) $(CPPFLAGS) $(CFLAGS) -MMD -MP -c -o $@ $<

# Unit tests: every tests/unit/test_*.c goes into one Criterion binary.
UNIT     := $(sort $(wildcard tests/unit/*.c))
UNIT_OBJ := $(UNIT:tests/%.c=$(BUILD)/tests/%.o)

$(BUILD)/tests/%.o: tests/%.c
	@mkdir -p $(@D)
	$(CC) $(CPPFLAGS) -I. $(CFLAGS) -MMD -MP -c -o $@ $<

$(BUILD)/unit: $(UNIT_OBJ) $(LIB)
	$(CC) $(LDFLAGS) -o $@ $(UNIT_OBJ) $(LIB) $(LDLIBS) -lcriterion

.PHONY: unit
unit: $(BUILD)/unit
	$(BUILD)/unit

format:
	clang-format -i $(shell git ls-files 'src/*.[ch]' 'tests/*.[ch]' 'bench/*.[ch]')

clean:
	rm -rf build build-*

-include $(shell find $(BUILD) -name '*.d' 2>/dev/null)

# shnor: builds the filters, shows them at work, tests them, installs them.
#
#   make demo     build, run the Orenburg pipeline on the sample, show the list
#   make check    build and run every test
#   make bench    measure: MB/s of each filter and of the whole pipeline
#   make fuzz     the parsers under libFuzzer, FUZZ_SECONDS=300 each
#   make messages bring new messages into the catalogues lib/messages/*.po
#   make install  PREFIX=/usr/local DESTDIR=
#   make asan     build with the address and undefined-behaviour sanitizers, into build/asan
#   make clean
#
# Everything that is made goes into $(BUILD).

BUILD   ?= build
PREFIX  ?= /usr/local
VERSION := 0.1.0

# Link-time optimisation takes 6 % off the time of a run; `make LTO=` builds faster, without.
LTO     := $(shell $(CC) --version 2>/dev/null | grep -q 'Free Software Foundation' && echo -flto=auto)
AR      := $(if $(LTO),gcc-ar,ar)
CFLAGS  ?= -O2 -g $(LTO)
WARNINGS = -Wall -Wextra -Wshadow -Wstrict-prototypes -Wvla -Wcast-qual -Wpointer-arith \
	-Wwrite-strings -Wundef $(WERROR)
# No fused multiply-add: the last digit must be the same on every machine.
EXACT    = -ffp-contract=off
ALL_CFLAGS = -std=c11 -D_GNU_SOURCE -DSHNOR_VERSION='"$(VERSION)"' $(EXACT) $(WARNINGS) \
	-Ilib -MMD -MP $(CFLAGS)
LDLIBS   = -lcsv -lpcre2-8 -lz -lexpat -lnettle -lgsl -lgslcblas -lm

FILTERS := $(patsubst filters/%.c,%,$(wildcard filters/*.c))
UNITS   := $(patsubst lib/%.c,%,$(wildcard lib/*.c))
BINARIES := $(FILTERS:%=$(BUILD)/bin/shnor-%) $(BUILD)/bin/shnor
LANGUAGES := $(patsubst lib/messages/%.po,%,$(wildcard lib/messages/*.po))
CATALOGUES := $(LANGUAGES:%=$(BUILD)/share/locale/%/LC_MESSAGES/shnor.mo)
TESTS := $(patsubst tests/unit/%.c,$(BUILD)/unit/%,$(wildcard tests/unit/*.c)) \
	$(BUILD)/tools/make_inbox $(BUILD)/tools/gauge $(BUILD)/tools/peak $(BUILD)/tools/recover $(BUILD)/tools/pack \
	$(BUILD)/tools/unpack $(BUILD)/tools/check_json $(BUILD)/tools/slow_read.so

.PHONY: all demo check bench fuzz messages install asan clean dependencies test-dependencies
.SECONDARY:

all: $(BINARIES) $(CATALOGUES)

# Beside bin, where the programs look for it.
$(BUILD)/share/locale/%/LC_MESSAGES/shnor.mo: lib/messages/%.po
	@mkdir -p $(@D)
	msgfmt -o $@ $<

$(BUILD)/lib/%.o: lib/%.c Makefile
	@mkdir -p $(@D)
	$(CC) $(ALL_CFLAGS) -c -o $@ $<

# It holds these files.
$(BUILD)/lib/page_style.o: lib/page.css lib/page.js

$(BUILD)/libshnor.a: $(UNITS:%=$(BUILD)/lib/%.o)
	@rm -f $@
	$(AR) rcs $@ $^

$(BUILD)/filters/%.o: filters/%.c Makefile
	@mkdir -p $(@D)
	$(CC) $(ALL_CFLAGS) -c -o $@ $<

$(BUILD)/bin/shnor-%: $(BUILD)/filters/%.o $(BUILD)/libshnor.a
	@mkdir -p $(@D)
	$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(LDLIBS)

# Only the pairs need the solver.
$(BUILD)/bin/shnor-pair $(BUILD)/unit/test_assignment: LDLIBS += -lglpk

$(BUILD)/bin/shnor: filters/shnor
	@mkdir -p $(@D)
	install -m 755 $< $@

$(BUILD)/unit/%: tests/unit/%.c $(BUILD)/libshnor.a
	@mkdir -p $(@D)
	$(CC) $(ALL_CFLAGS) $(LDFLAGS) -o $@ $(filter %.c %.a,$^) $(LDLIBS)

# Tools of the tests are built plainly, whatever the filters are built with.
$(BUILD)/tools/%: tests/tools/%.c
	@mkdir -p $(@D)
	$(CC) -std=c11 -D_GNU_SOURCE -O2 $(WARNINGS) -o $@ $< -larchive

# The attacker solves equations.
$(BUILD)/tools/recover: tests/tools/recover.c tests/tools/equations.c tests/tools/equations.h
	@mkdir -p $(@D)
	$(CC) -std=c11 -D_GNU_SOURCE -O2 $(WARNINGS) -o $@ $(filter %.c,$^) -lglpk -lm

$(BUILD)/tools/slow_read.so: tests/tools/slow_read.c
	@mkdir -p $(@D)
	$(CC) -std=c11 -D_GNU_SOURCE -O2 $(WARNINGS) -shared -fPIC -o $@ $< -ldl

# What a fresh machine lacks is installed from Debian's packages, or the command is named.
BUILD_PACKAGES = gcc libc6-dev libcsv-dev libpcre2-dev zlib1g-dev libarchive-dev libexpat1-dev nettle-dev \
	libgsl-dev libglpk-dev libxlsxwriter-dev gettext
TEST_PACKAGES  = bats bats-assert bats-support mandoc gzip

dependencies:
	@tests/need '$(BUILD_PACKAGES)' header:csv.h header:pcre2.h header:zlib.h header:archive.h \
		header:expat.h header:nettle/hmac.h header:gsl/gsl_cdf.h header:glpk.h \
		header:xlsxwriter.h program:msgfmt

test-dependencies: dependencies
	@tests/need '$(TEST_PACKAGES)' program:bats program:mandoc program:gzip \
		file:/usr/lib/bats/bats-assert/load.bash file:/usr/lib/bats/bats-support/load.bash
	@tests/need 'chromium nodejs' program:chromium program:node || \
		echo "without Chromium and node the tests of the page in a browser are skipped" >&2

demo: dependencies
	@$(MAKE) --no-print-directory -s all
	@tests/demo $(BUILD)

check: test-dependencies
	@$(MAKE) --no-print-directory -s all $(TESTS)
	@tests/run $(BUILD)

bench: dependencies
	@$(MAKE) --no-print-directory -s all $(BUILD)/tools/make_inbox $(BUILD)/tools/gauge
	@tests/measure $(BUILD)

FUZZ_SECONDS ?= 300

fuzz: dependencies
	@tests/need 'clang libclang-rt-14-dev' program:clang
	@tests/need 'clang libclang-rt-14-dev' \
		file:"$$(clang -print-resource-dir)/lib/linux/libclang_rt.fuzzer-$$(uname -m).a"
	@LDLIBS='$(LDLIBS) -lglpk' tests/fuzz/run $(BUILD) $(FUZZ_SECONDS)

asan: dependencies
	@$(MAKE) --no-print-directory BUILD=build/asan all $(TESTS:$(BUILD)/%=build/asan/%) \
		CFLAGS='-O1 -g -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer'

# What is said now into the catalogues; then translate what is empty in them.
messages: dependencies
	@mkdir -p $(BUILD)
	lib/messages/extract >$(BUILD)/shnor.pot
	for language in $(LANGUAGES); do msgmerge -q --sort-output --no-wrap --no-fuzzy-matching \
		lib/messages/$$language.po $(BUILD)/shnor.pot -o $(BUILD)/merged.po && \
		msgattrib --no-obsolete --no-wrap $(BUILD)/merged.po -o lib/messages/$$language.po && \
		msgfmt --statistics -o /dev/null lib/messages/$$language.po || exit 1; done

install: all
	install -d $(DESTDIR)$(PREFIX)/bin $(DESTDIR)$(PREFIX)/share/man/man1 \
		$(DESTDIR)$(PREFIX)/share/shnor
	install -m 755 $(BINARIES) $(DESTDIR)$(PREFIX)/bin
	for page in filters/*.1; do name=$$(basename $$page); \
		case $$name in shnor.1) to=$$name;; *) to=shnor-$$name;; esac; \
		install -m 644 $$page $(DESTDIR)$(PREFIX)/share/man/man1/$$to || exit 1; done
	cp -R pipelines $(DESTDIR)$(PREFIX)/share/shnor/
	for language in $(LANGUAGES); do install -D -m 644 $(BUILD)/share/locale/$$language/LC_MESSAGES/shnor.mo \
		$(DESTDIR)$(PREFIX)/share/locale/$$language/LC_MESSAGES/shnor.mo || exit 1; done

clean:
	rm -rf build

-include $(wildcard $(BUILD)/lib/*.d $(BUILD)/filters/*.d $(BUILD)/unit/*.d)

package io.foldwise.plugin.text.synthetic;

import io.foldwise.plugin.text.report.Report;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;

/**
 * Dictates one invented report. Where the order of words tells, {@code liver slightly enlarged cyst} is a finding and
 * {@code liver slightly no enlarged cyst} is none. As the name of the region, the negation and the finding never touch and
 * a report names several of each, counting words or pairs of words cannot tell which region has the cyst.
 */
final class Dictation {

    /** No statement is longer. */
    static final int LONGEST_STATEMENT = 24;

    private final Lexicon lexicon;
    private final Habits habits;
    private final SplittableRandom random;

    Dictation(Lexicon lexicon, Habits habits, SplittableRandom random) {
        this.lexicon = lexicon;
        this.habits = habits;
        this.random = random;
    }

    /** What a report says in one place, and the regions and types that this makes true. */
    private record Statement(List<Integer> tokens, int region, BitSet types) {
        static final int NO_REGION = -1;

        static Statement of(Words words) {
            return new Statement(words.tokens(), NO_REGION, new BitSet());
        }
    }

    /**
     * The report.
     *
     * @param longest the most tokens it may have, at least {@value #LONGEST_STATEMENT}
     */
    Report report(String id, int longest, Noise noise) {
        BitSet regions = new BitSet();
        BitSet types = new BitSet();
        List<List<Integer>> spoken = new ArrayList<>();
        int length = 0;
        for (Statement statement : statements()) {
            List<Integer> tokens = noise.on(statement.tokens(), random);
            if (length + tokens.size() <= longest) {
                length += tokens.size();
                spoken.add(tokens);
                types.or(statement.types());
                if (statement.region() != Statement.NO_REGION) {
                    regions.set(statement.region());
                }
            }
        }
        Collections.shuffle(spoken, new Random(random.nextLong()));
        int[] tokens =
                spoken.stream().flatMap(List::stream).mapToInt(token -> token).toArray();
        return new Report(id, tokens, noise.onLabels(regions, types, random));
    }

    /** The most important first. */
    private List<Statement> statements() {
        BitSet ill = illRegions();
        List<Statement> statements = new ArrayList<>();
        ill.stream().forEach(region -> statements.add(ill(region)));
        for (int others = 1 + random.nextInt(4); others > 0; others--) {
            int region = habits.regions().draw(random);
            if (!ill.get(region)) {
                statements.add(Statement.of(normal(region)));
            }
        }
        for (int more = random.nextInt(3); more > 0 || statements.isEmpty(); more--) {
            int[] phrase = lexicon.boilerplate().get(habits.boilerplate().draw(random));
            statements.add(Statement.of(new Words().say(phrase).say(lexicon.stop())));
        }
        return statements;
    }

    /** Regions fall ill one after the other, some of them because of the last. */
    private BitSet illRegions() {
        BitSet ill = new BitSet();
        int region = habits.regions().draw(random);
        for (int more = habits.ill().draw(random); more > 0; more--) {
            ill.set(region);
            boolean spreads = random.nextDouble() < 0.3;
            region = spreads ? habits.partners()[region] : habits.regions().draw(random);
        }
        return ill;
    }

    private Statement ill(int region) {
        Words words = new Words();
        BitSet types = new BitSet();
        if (habits.clear().draw(random) == 0) {
            int sign = habits.signs().draw(random);
            types.set(lexicon.signTypes()[region][sign]);
            words.qualifier().say(lexicon.signs().get(region).get(sign)).qualifier();
        } else {
            words.name(lexicon.regions().get(region)).qualifier();
            switch (habits.ordered().draw(random)) {
                case 0 -> types.set(words.qualifier().finding(region));
                case 1 -> {
                    types.set(words.qualifier().finding(region));
                    words.say(lexicon.comma()).no().qualifier().finding(region);
                }
                default -> {
                    words.no().qualifier().finding(region);
                    types.set(words.say(lexicon.comma()).qualifier().finding(region));
                }
            }
        }
        return new Statement(words.say(lexicon.stop()).tokens(), region, types);
    }

    private Words normal(int region) {
        Words words = new Words().name(lexicon.regions().get(region)).qualifier();
        if (habits.clear().draw(random) == 0) {
            words.say(lexicon.normal()[random.nextInt(lexicon.normal().length)]);
        } else {
            words.no().qualifier().finding(region);
            if (habits.ordered().draw(random) > 0) {
                words.say(lexicon.comma()).no().qualifier().finding(region);
            }
        }
        return words.say(lexicon.stop());
    }

    /** A statement as it is spoken. */
    private final class Words {
        private final List<Integer> tokens = new ArrayList<>();

        List<Integer> tokens() {
            return tokens;
        }

        Words say(int... phrase) {
            Arrays.stream(phrase).forEach(tokens::add);
            return this;
        }

        Words name(List<int[]> names) {
            return say(names.get(habits.names().draw(random)));
        }

        Words no() {
            return say(lexicon.no()[random.nextInt(lexicon.no().length)]);
        }

        Words qualifier() {
            return say(lexicon.qualifiers()[habits.qualifiers().draw(random)]);
        }

        /** Names a finding; gives its type. */
        int finding(int region) {
            int type = habits.findings().get(region).draw(random);
            name(lexicon.findings().get(type));
            return type;
        }
    }
}

package io.foldwise.plugin.text.synthetic;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * How often a hospital's doctors see and say what. Another hospital speaks the same language with other habits.
 *
 * @param ill how many regions of a patient are not normal, from 0
 * @param regions which regions those are
 * @param partners the region that falls ill together with each
 * @param findings which types of finding each region has
 * @param names which of its names a thing gets
 * @param signs which of its signs a region shows
 * @param qualifiers which qualifier is put in
 * @param clear the form in which words alone tell that a region is ill, or that it is normal, against a form in which
 *     only their order does
 * @param ordered which of the forms, where the order tells
 * @param boilerplate which statement that says nothing
 */
record Habits(
        Choice ill,
        Choice regions,
        int[] partners,
        List<Choice> findings,
        Choice names,
        Choice signs,
        Choice qualifiers,
        Choice clear,
        Choice ordered,
        Choice boilerplate) {

    /**
     * Habits of a first hospital.
     *
     * @param difficulty the share of statements in which only the order of words tells
     */
    static Habits form(int regions, int types, double difficulty, SplittableRandom random) {
        Choice frequent = Choice.fading(regions, 0.08);
        int[] partners = new int[regions];
        List<Choice> findings = new ArrayList<>();
        for (int region = 0; region < regions; region++) {
            partners[region] = frequent.draw(random);
            findings.add(Choice.fading(types, 0.25).shifted(1, random));
        }
        return new Habits(
                new Choice(new double[] {27, 31, 21, 12, 6, 3}),
                frequent,
                partners,
                findings,
                Choice.fading(Lexicon.NAMES, 0.4),
                Choice.fading(Lexicon.SIGNS, 0.3),
                Choice.fading(Lexicon.QUALIFIERS, 0.1),
                new Choice(new double[] {1 - difficulty, difficulty}),
                new Choice(new double[] {2, 1, 1}),
                Choice.fading(Lexicon.BOILERPLATE, 0.05));
    }

    /**
     * The habits of another hospital, as different as {@code amount} says: 0 not at all, 1 very. It has as many patients
     * who are ill, but others, and its doctors use the difficult forms more often.
     */
    Habits shifted(double amount, SplittableRandom random) {
        return new Habits(
                ill,
                regions.shifted(amount / 2, random),
                partners,
                findings.stream().map(choice -> choice.shifted(amount, random)).toList(),
                names.shifted(amount, random),
                signs.shifted(amount, random),
                qualifiers.shifted(amount, random),
                new Choice(new double[] {clear.weights()[0] * (1 - amount / 2), clear.weights()[1]}),
                ordered.shifted(amount, random),
                boilerplate.shifted(amount, random));
    }
}

package io.foldwise.cli.doctor;

/**
 * Something that is not as it should be.
 *
 * @param severity whether work is possible all the same
 * @param what is wrong
 * @param remedy what to do
 */
public record Finding(Severity severity, String what, String remedy) {

    /** How bad it is. */
    public enum Severity {
        /** Nothing can be trained. */
        PREVENTS_WORK,
        /** Training works, but slowly, or might fail. */
        COSTS
    }

    static Finding preventsWork(String what, String remedy) {
        return new Finding(Severity.PREVENTS_WORK, what, remedy);
    }

    static Finding costs(String what, String remedy) {
        return new Finding(Severity.COSTS, what, remedy);
    }
}

package io.billet.storage.tck;

/**
 * How long the kit tries what goes wrong by chance only.
 *
 * @param races     how often each race of 64 threads or more is run; of what goes beyond the default, a tenth counts for the
 *                  others
 * @param sequences how many random sequences of calls are compared with the in-memory store
 */
record Rounds(int races, int sequences) {

    static final int MAX = 100_000;
    static final Rounds DEFAULT = new Rounds(20, 20);

    static Rounds ofThisRun() {
        return new Rounds(
                property("billet.tck.rounds", DEFAULT.races()), property("billet.tck.sequences", DEFAULT.sequences()));
    }

    private static int property(String name, int otherwise) {
        int rounds = Integer.getInteger(name, otherwise);
        if (rounds < 1 || rounds > MAX) {
            throw new IllegalArgumentException(name + " must be 1 to " + MAX + ", not " + rounds);
        }
        return rounds;
    }
}

package dev.vhs.testkit.contract;

/**
 * The defects of broken indexes, each with the group of tests that is to notice, and one test that
 * does.
 */
enum IndexDefect {
  FORGETS_THE_CONDITION("Commits", "aTakenSlotIsAConflictThatCarriesItsRow"),
  FORGETS_THE_REPLACED_ROW("Replacing", "aRowThatDoesNotStandAsReadIsInTheWay"),
  COMPARES_THE_WRITE_ID_ONLY("ForeignRows", "aRowChangedByHandIsNotOverwritten"),
  FORGETS_THE_STANDING_ROW("Standing", "aRetiredRowHoldsNoLonger"),
  TAKES_A_TOMBSTONE_FOR_STANDING("Standing", "aTombstoneDoesNotHold"),
  JUDGES_THE_STANDING_ROW_FIRST("Standing", "theOwnRowComesBeforeTheStandingRow"),
  JUDGES_ANOTHERS_ROW_FIRST("Commits", "theOwnSecondRowComesBeforeAnothersFirst"),
  HIDES_THE_ROW_IN_THE_WAY("Commits", "aRepeatedCommitFindsItsOwnRow"),
  TEARS_COMMITS("Commits", "twoRowsAreNotWrittenWhereTheSecondSlotIsTaken"),
  CHECKS_BEFORE_IT_LOCKS("Races", "aSlotHasExactlyOneWinner"),
  APPLIES_AFTER_NOT_AFTER("Deadlines", "aCommitAfterItsTimeIsNotApplied"),
  READS_THE_CLOCK_EARLY("Deadlines", "theClockIsReadWhenTheCommitIsApplied"),
  ANSWERS_STALE("Reads", "consistentReadsSeeEveryAnsweredCommit"),
  FORGETS_METADATA("Reads", "rowsComeBackAsTheyWereWritten"),
  FOLDS_CASE("Reads", "idsOfEveryShapeAreApart"),
  NORMALISES_IDS("Reads", "idsOfEveryShapeAreApart"),
  ORDERS_VERSIONS_AS_TEXT("Reads", "newestIsTheHighestVersion"),
  READS_NEWER_FORMATS("Reads", "rowsOfAHigherFormatAreRefused"),
  FAILS_BATCHES_AS_A_WHOLE("Batches", "whatIsWrongWithOneRowFailsItsIdAlone"),
  LEAVES_ABSENT_IDS_OUT_OF_BATCHES("Batches", "eachIdHasItsRowOrNone"),
  NEVER_MARKS_THE_LAST_PAGE("Pages", "aPageAfterWhichNoRowFollowsIsTheLast"),
  REPEATS_THE_CURSOR("Pages", "pagesGoThroughAllRowsInOrder"),
  SCANS_IDS_ONCE("Scans", "eachRowComesInExactlyOneSegment"),
  SCANS_IN_EVERY_SEGMENT("Scans", "eachRowComesInExactlyOneSegment"),
  TAKES_PREFIXES_FOR_PATTERNS("Scans", "aPrefixIsTakenAsItStands"),
  HIDES_THE_STORE_ROW("Scans", "theStoreRowComesToo"),
  RETIRES_WHATEVER_IS_THERE("Retiring", "anotherWritesRowIsLeft"),
  FORGETS_UP_TO_IN_MARKERS("Retiring", "aFillersMarkerKeepsItsUpTo"),
  KEEPS_FACTS_OF_ANOTHER_OBJECT("ForeignRows", "factsOfAnotherObjectAreLeftOut"),
  IS_CREATED_BY_READS("Opening", "anIndexThatDoesNotExistShowsNothingAndIsNotCreatedByReads"),
  CHANGES_ITS_IDENTITY("Opening", "anIndexKeepsItsIdentity"),
  COUNTS_NOTHING("Opening", "requestsAreCounted"),
  REFUSES_AND_APPLIES("Opening", "aCommitWithoutTimeThatIsRefusedIsNotApplied"),
  FAILS_TO_CLOSE_TWICE("Opening", "closingTwiceDoesNothing");

  private final String group;
  private final String caughtBy;

  IndexDefect(String group, String caughtBy) {
    this.group = group;
    this.caughtBy = caughtBy;
  }

  String group() {
    return group;
  }

  String caughtBy() {
    return caughtBy;
  }
}

package dev.vhs.testkit.contract;

/**
 * The defects of broken object stores, each with the group of tests that is to notice, and one that
 * does.
 */
enum ObjectDefect {
  LOSES_AN_OBJECT("Contents", "objectsComeBackAsTheyWereStored"),
  LOSES_THE_LAST_BYTE("Contents", "objectsComeBackAsTheyWereStored"),
  CUTS_RANGES_SHORT("Contents", "rangesAreCutOut"),
  SAYS_THE_SIZE_OF_THE_RANGE("Contents", "aRangeComesWithTheFactsOfTheWhole"),
  FORGETS_USER_METADATA("Contents", "userMetadataComesBack"),
  GOES_BY_ANOTHER_CLOCK("Contents", "objectsAreDatedByTheClockOfTheTraits"),
  FAILS_TO_DELETE_WHAT_IS_NOT_THERE("Contents", "deletingIsRepeatable"),
  DELETES_ALL_WITH_THE_PREFIX("Contents", "deletingIsRepeatable"),
  HOLDS_ALL_IN_THE_HEAP("Contents", "largeObjectsPassThroughASmallHeap"),
  IGNORES_THE_BUCKET("Contents", "anotherBucketIsAnotherPlace"),
  FOLDS_CASE("Keys", "keysThatDifferInCaseAreApart"),
  UNESCAPES_KEYS("Keys", "keysOfEveryShapeAreApart"),
  CUTS_LONG_KEYS("Keys", "keysOfEveryLengthAreTaken"),
  LISTS_IN_ANY_ORDER("Keys", "longListingsAreInOrder"),
  LISTS_A_THOUSAND_AT_MOST("Keys", "longListingsAreInOrder"),
  LISTS_WHOLE_FOLDERS_ONLY("Keys", "listingsAreByPrefix"),
  LISTS_FROM_THE_KEY_ON("Keys", "listingsBeginAfterAnyKey"),
  STORES_PARTS("Uploads", "aBodyThatFailsLeavesNothing"),
  SHOWS_PARTS("Uploads", "anObjectIsNotThereBeforeItIsWhole"),
  IGNORES_IF_ABSENT("Uploads", "anUploadThatMustFindNothingLeavesWhatIsThere"),
  OPENS_BODIES_TWICE("Uploads", "aBodyIsReadOnceAndClosed"),
  BELIEVES_THE_SIZE("Uploads", "aBodyOfAnotherSizeThanItSaidIsNotStored"),
  CHECKS_BEFORE_IT_LOCKS("Races", "anAbsentKeyHasExactlyOneWinner");

  private final String group;
  private final String caughtBy;

  ObjectDefect(String group, String caughtBy) {
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

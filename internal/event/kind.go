package event

func (*CasefileCreated) Kind() string { return "casefile.created" }
func (*CasefileCreated) Version() int { return 1 }

func (*CaseDescribed) Kind() string { return "case.described" }
func (*CaseDescribed) Version() int { return 1 }

func (*PolicySet) Kind() string { return "policy.set" }
func (*PolicySet) Version() int { return 1 }

func (*ActorRecorded) Kind() string { return "actor.recorded" }
func (*ActorRecorded) Version() int { return 1 }

func (*IdentitySealed) Kind() string { return "identity.sealed" }
func (*IdentitySealed) Version() int { return 1 }

func (*IdentityUnsealed) Kind() string { return "identity.unsealed" }
func (*IdentityUnsealed) Version() int { return 1 }

func (*IdentityBurned) Kind() string { return "identity.burned" }
func (*IdentityBurned) Version() int { return 1 }

func (*IdentityReleased) Kind() string { return "identity.released" }
func (*IdentityReleased) Version() int { return 1 }

func (*OriginalStored) Kind() string { return "original.stored" }
func (*OriginalStored) Version() int { return 1 }

func (*EvidenceAdded) Kind() string { return "evidence.added" }
func (*EvidenceAdded) Version() int { return 1 }

func (*EvidenceAmended) Kind() string { return "evidence.amended" }
func (*EvidenceAmended) Version() int { return 1 }

func (*ContainerOpened) Kind() string { return "container.opened" }
func (*ContainerOpened) Version() int { return 1 }

func (*TextRead) Kind() string { return "text.read" }
func (*TextRead) Version() int { return 1 }

func (*StatementRecorded) Kind() string { return "statement.recorded" }
func (*StatementRecorded) Version() int { return 1 }

func (*ClaimRecorded) Kind() string { return "claim.recorded" }
func (*ClaimRecorded) Version() int { return 1 }

func (*LinkRecorded) Kind() string { return "link.recorded" }
func (*LinkRecorded) Version() int { return 1 }

func (*DependenceNoted) Kind() string { return "dependence.noted" }
func (*DependenceNoted) Version() int { return 1 }

func (*HintAnswered) Kind() string { return "hint.answered" }
func (*HintAnswered) Version() int { return 1 }

func (*RequestRecorded) Kind() string { return "request.recorded" }
func (*RequestRecorded) Version() int { return 1 }

func (*RollRecorded) Kind() string { return "roll.recorded" }
func (*RollRecorded) Version() int { return 1 }

func (*MatterRecorded) Kind() string { return "matter.recorded" }
func (*MatterRecorded) Version() int { return 1 }

func (*MemberRecorded) Kind() string { return "member.recorded" }
func (*MemberRecorded) Version() int { return 1 }

func (*MemberKeyed) Kind() string { return "member.keyed" }
func (*MemberKeyed) Version() int { return 1 }

func (*FindingWaived) Kind() string { return "finding.waived" }
func (*FindingWaived) Version() int { return 1 }

func (*DraftChecked) Kind() string { return "draft.checked" }
func (*DraftChecked) Version() int { return 1 }

func (*ManifestSealed) Kind() string { return "manifest.sealed" }
func (*ManifestSealed) Version() int { return 1 }

func (*StoryReleased) Kind() string { return "story.released" }
func (*StoryReleased) Version() int { return 1 }

func (*CasefileExported) Kind() string { return "casefile.exported" }
func (*CasefileExported) Version() int { return 1 }
